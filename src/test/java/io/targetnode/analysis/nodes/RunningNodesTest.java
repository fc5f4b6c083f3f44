package io.targetnode.analysis.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.Machine;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import io.targetnode.topology.service.Replayed;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The nodes of the other booted machines: what numactl and sysfs printed. */
class RunningNodesTest {

    /** The kernel's own reservations, at most. */
    private static final long MAX_RESERVED_BYTES = 128L << 20;

    private static final Map<HostFile, String> FILES = Map.of(
            HostFile.SRAT, "SRAT.bin",
            HostFile.CEDT, "CEDT.bin",
            HostFile.SLIT, "SLIT.bin",
            HostFile.HMAT, "HMAT.bin",
            HostFile.DMESG, "dmesg.txt");

    private static final Pattern CPUS = Pattern.compile("node (\\d+) cpus:(.*)");
    private static final Pattern SIZE = Pattern.compile("node (\\d+) size: (\\d+) MB");
    private static final Pattern DISTANCES = Pattern.compile(" +(\\d+): ((?: *\\d+)+) *");
    private static final Pattern TOTAL = Pattern.compile(".*Node (\\d+) MemTotal: *(\\d+) kB");
    private static final Pattern TIER = Pattern.compile("memory_tier(\\d+)/nodelist:(.*)");

    static Stream<Machine> machines() {
        return Machine.all().stream();
    }

    static Stream<Machine> machinesOfArm64() {
        return Machine.allOfArm64().stream();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void cpusDistancesAndSizesAreThoseOfNumactl(Machine machine) {
        NodeTable table = table(machine);
        List<String> lines = machine.text("numactl-H.txt").lines().toList();
        Map<Integer, Boolean> cpus = new TreeMap<>();
        matches(lines, CPUS)
                .forEach(line -> cpus.put(number(line), !line.group(2).isBlank()));
        assertThat(online(table)).isEqualTo(cpus);
        // The numbers of this machine include DIMMs that were added after the boot.
        matches(machine.scenario().startsWith("D-") ? List.of() : lines, SIZE)
                .forEach(line -> assertSize(table, number(line), Long.parseLong(line.group(2)) << 20));
        List<Integer> nodes = List.copyOf(cpus.keySet());
        matches(lines, DISTANCES).forEach(line -> {
            String[] printed = line.group(2).strip().split(" +");
            for (int i = 0; i < printed.length; i++) {
                assertThat(table.distances().between(number(line), nodes.get(i)))
                        .as("%s: %s", machine, line.group())
                        .isEqualTo(Integer.parseInt(printed[i]));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("machines")
    void tiersAreThoseOfSysfsAfterARegionWasAdded(Machine machine) {
        NodeTable table = table(machine);
        matches(
                        machine.has("after/memory-tiers.txt")
                                ? machine.text("after/memory-tiers.txt").lines().toList()
                                : List.of(),
                        TIER)
                .forEach(line -> nodes(line.group(2))
                        .forEach(node -> assertThat(table.tiers().of(node).id())
                                .as("%s, node %d", machine, node)
                                .hasValue(number(line))));
    }

    @ParameterizedTest
    @MethodSource("machinesOfArm64")
    void onArm64OnlineAndPossibleNodesAreThoseOfSysfs(Machine machine) {
        NodeTable table = table(machine);
        for (String line : machine.text("nodes.txt").lines().toList()) {
            if (line.startsWith("online:")) {
                assertThat(new TreeSet<>(online(table).keySet())).isEqualTo(new TreeSet<>(nodes(line.substring(7))));
            }
            if (line.startsWith("possible:")) {
                assertThat(table.possibleRows()).extracting(NodeRow::node).isEqualTo(nodes(line.substring(9)));
            }
        }
        // RAM that the firmware keeps (no-map) counts as RAM, but not in MemTotal (kernel-rules 9.3).
        boolean keeps = machine.scenario().startsWith("M");
        matches(keeps ? List.of() : machine.text("nodes.txt").lines().toList(), TOTAL)
                .forEach(line -> assertSize(table, number(line), Long.parseLong(line.group(2)) << 10));
    }

    private static NodeTable table(Machine machine) {
        Map<HostFile, byte[]> files = new EnumMap<>(HostFile.class);
        FILES.forEach((kind, name) -> {
            if (machine.has(name)) {
                files.put(kind, machine.bytes(name));
            }
        });
        return NodeTable.of(Replayed.of(HostMachine.read(new HostFiles(files, Declaration.NOTHING, Map.of())))
                .under(Optional.empty(), Optional.empty()));
    }

    private static Map<Integer, Boolean> online(NodeTable table) {
        return table.rows().stream()
                .filter(NodeRow::onlineAtBoot)
                .collect(
                        Collectors.toMap(NodeRow::node, row -> row.hasCpus().orElse(false), (a, b) -> a, TreeMap::new));
    }

    private static void assertSize(NodeTable table, int node, long printed) {
        long ram = table.rows().stream()
                .filter(row -> row.node() == node)
                .findFirst()
                .orElseThrow()
                .bootRamBytes();
        assertThat(ram - printed)
                .as("node %d: %d bytes of RAM, %d printed", node, ram, printed)
                .isBetween(0L, MAX_RESERVED_BYTES);
    }

    private static Stream<Matcher> matches(List<String> lines, Pattern pattern) {
        return lines.stream().map(pattern::matcher).filter(Matcher::matches);
    }

    private static int number(Matcher line) {
        return Integer.parseInt(line.group(1));
    }

    private static List<Integer> nodes(String list) {
        return Stream.of(list.strip().split(","))
                .map(range -> range.split("-"))
                .flatMap(ends -> Stream.iterate(
                        Integer.parseInt(ends[0]),
                        node -> node <= Integer.parseInt(ends[ends.length - 1]),
                        node -> node + 1))
                .toList();
    }
}
