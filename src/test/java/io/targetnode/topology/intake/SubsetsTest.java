package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.Machine;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.IncompleteMachineException;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.RealAnswers;
import io.targetnode.topology.service.Replayed;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every subset of a booted machine's files: it gives the kernel's own answers, or the assumptions name the missing facts. */
class SubsetsTest {

    private static final Map<HostFile, String> FILES = new EnumMap<>(Map.of(
            HostFile.SRAT, "SRAT.bin",
            HostFile.CEDT, "CEDT.bin",
            HostFile.DMESG, "dmesg.txt",
            HostFile.IOMEM, "iomem.txt",
            HostFile.MEMMAP, "firmware-memmap.txt"));

    private static final Set<HostFile> SHOW_RAM = EnumSet.of(HostFile.DMESG, HostFile.IOMEM, HostFile.MEMMAP);

    /**
     * Some files of a machine.
     *
     * @param stated whether its kernel and command line are declared
     */
    record Subset(Machine machine, Set<HostFile> files, boolean stated) {

        boolean has(HostFile file) {
            return files.contains(file);
        }

        boolean numaOffIsKnown() {
            return machine.scenario().equals("F9-seed-numa-off") && (has(HostFile.DMESG) || stated);
        }

        /** DIMMs were added later, or memmap= removed RAM that the SRAT marks as hot-pluggable. */
        boolean hasRamInHotPluggableRanges() {
            return machine.scenario().equals("D-hotplug-maxmem")
                    || machine.scenario().equals("F1-cfmw-in-hotplug") && !has(HostFile.IOMEM);
        }

        @Override
        public String toString() {
            return machine + " " + files + (stated ? " stated" : "");
        }
    }

    static Stream<Subset> subsets() {
        List<HostFile> all = List.copyOf(FILES.keySet());
        return Machine.all().stream()
                .flatMap(machine -> IntStream.range(1, 1 << all.size()).mapToObj(bits -> {
                    Set<HostFile> files = EnumSet.noneOf(HostFile.class);
                    IntStream.range(0, all.size())
                            .filter(bit -> (bits >> bit & 1) != 0)
                            .forEach(bit -> files.add(all.get(bit)));
                    return Stream.of(new Subset(machine, files, false), new Subset(machine, files, true));
                }))
                .flatMap(both -> both);
    }

    @ParameterizedTest
    @MethodSource("subsets")
    void aSubsetGivesTheKernelsAnswersOrNamesTheMissingFacts(Subset subset) {
        if (subset.files().equals(EnumSet.of(HostFile.CEDT))) {
            assertThat(Optional.of(subset).map(SubsetsTest::refusal))
                    .hasValueSatisfying(refusal -> assertThat(refusal).startsWith("usable RAM is unknown: cedt shows"));
            return;
        }
        KernelView view = view(subset);
        List<String> assumptions = view.topology().upload().machine().assumptions().stream()
                .map(Assumption::text)
                .map(SubsetsTest::gist)
                .toList();
        assertThat(assumptions).containsExactlyInAnyOrderElementsOf(expected(subset));
        if (assumptions.isEmpty()) {
            assertThat(RealAnswers.of(view, subset.machine())).isEqualTo(RealAnswers.expected(subset.machine()));
            assertThat(RealAnswers.tables(view.boot()))
                    .isEqualTo(subset.machine().text("kernel-tables.txt"));
        }
    }

    /** The missing facts, derived from the subset alone. */
    private static List<String> expected(Subset subset) {
        List<String> missing = new ArrayList<>();
        if (!subset.numaOffIsKnown()) {
            if (!subset.has(HostFile.SRAT) && !subset.has(HostFile.DMESG)) {
                missing.add("SRAT");
            }
            if (!subset.has(HostFile.CEDT)) {
                missing.add("CEDT");
            }
        }
        if (!subset.has(HostFile.DMESG)) {
            missing.addAll(expectedOfRam(subset));
            if (!subset.stated()) {
                missing.add("command line");
                missing.add("kernel");
            }
        }
        return missing;
    }

    private static List<String> expectedOfRam(Subset subset) {
        if (subset.files().stream().noneMatch(SHOW_RAM::contains)) {
            return List.of("RAM of the SRAT");
        }
        List<String> doubts = new ArrayList<>();
        boolean edited = !subset.stated() || subset.machine().hasEditedMap();
        if (!subset.has(HostFile.IOMEM) && edited) {
            doubts.add("memmap=");
        }
        if (subset.hasRamInHotPluggableRanges() && subset.has(HostFile.SRAT)) {
            doubts.add("hot-pluggable");
        }
        return doubts;
    }

    private static String gist(String assumption) {
        Map<String, String> gists = Map.of(
                "machine's SRAT, but", "SRAT",
                "has no SRAT", "SRAT",
                "machine's CEDT, but", "CEDT",
                "has no CEDT", "CEDT",
                "Usable RAM is the SRAT's", "RAM of the SRAT",
                "Usable RAM is the firmware's memory map", "memmap=",
                "hot-pluggable, was present at boot", "hot-pluggable",
                "The kernel's command line", "command line",
                "The machine runs the newest known kernel", "kernel");
        return gists.entrySet().stream()
                .filter(known -> assumption.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(assumption);
    }

    private static String refusal(Subset subset) {
        try {
            view(subset);
            return "none";
        } catch (IncompleteMachineException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static KernelView view(Subset subset) {
        Map<HostFile, byte[]> files = new EnumMap<>(HostFile.class);
        FILES.forEach((file, name) -> {
            if (subset.has(file)) {
                files.put(file, subset.machine().bytes(name));
            }
        });
        return Replayed.of(HostMachine.read(new HostFiles(files, declaration(subset), Map.of())))
                .under(Optional.empty(), Optional.empty());
    }

    private static Declaration declaration(Subset subset) {
        if (!subset.stated()) {
            return new Declaration(Optional.empty(), Optional.empty(), 1024);
        }
        String version = subset.machine().text("uname.txt").replaceAll("(?s).* Debian (\\d+\\.\\d+\\.\\d+)-.*", "$1");
        return new Declaration(
                Optional.of(KernelRelease.parse(version)),
                Optional.of(subset.machine().text("cmdline.txt")),
                1024);
    }
}
