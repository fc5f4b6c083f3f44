package io.targetnode.topology.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.Machine;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.Upload;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays every booted machine from its files, and compares the answers and both private tables with those of its kernel. */
class RealKernelTest {

    /** Lines of the kernel that the replay prints too. */
    private static final Pattern NODE_LINE = Pattern.compile(
            "SRAT: PXM .*|ACPI: SRAT: Node .*|NUMA: .*|Warning: node .*|node \\d+ \\[mem .*overlaps.*|No NUMA configuration.*"
                    + "|NUMA turned off|Faking a node.*|Early memory node ranges|  node +\\d+: \\[mem .*"
                    + "|Init(ializing|mem setup) node .*");

    static Stream<Machine> machines() {
        return Machine.all().stream();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void sratCedtAndBootLogGiveAllAnswersAndBothTables(Machine machine) {
        KernelView view = view(machine, Map.of(HostFile.DMESG, machine.bytes("dmesg.txt")), nothing());
        assertThat(RealAnswers.of(view, machine)).isEqualTo(RealAnswers.expected(machine));
        assertThat(RealAnswers.tables(view.boot())).isEqualTo(machine.text("kernel-tables.txt"));
        assertThat(view.topology().upload().machine().assumptions()).isEmpty();
        assertThat(view.boot().warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theReplayPrintsTheLinesThatTheKernelPrinted(Machine machine) {
        KernelView view = view(machine, Map.of(HostFile.DMESG, machine.bytes("dmesg.txt")), nothing());
        List<String> printed = machine.text("dmesg.txt")
                .lines()
                .map(line -> line.replaceFirst("^\\[ *\\d+\\.\\d+] ", ""))
                .filter(line -> NODE_LINE.matcher(line).matches())
                .toList();
        assertThat(view.boot().log()).isEqualTo(printed);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void iomemInsteadOfTheBootLogGivesTheSameAnswersOrAnAssumption(Machine machine) {
        KernelView view = view(machine, Map.of(HostFile.IOMEM, machine.bytes("iomem.txt")), stated(machine));
        List<Assumption> assumptions = view.topology().upload().machine().assumptions();
        if (machine.scenario().equals("D-hotplug-maxmem")) {
            // DIMMs were added to this machine after it booted. The file does not distinguish them from RAM at boot.
            assertThat(assumptions)
                    .extracting(Assumption::text)
                    .containsExactly(
                            "The System RAM of iomem in [mem 0x100000000-0x2ffffffff], which the SRAT marks as hot-pluggable, was present at boot.");
            assertThat(RealAnswers.of(view, machine)).isNotEqualTo(RealAnswers.expected(machine));
        } else {
            assertThat(assumptions).isEmpty();
            assertThat(RealAnswers.of(view, machine)).isEqualTo(RealAnswers.expected(machine));
            assertThat(RealAnswers.tables(view.boot())).isEqualTo(machine.text("kernel-tables.txt"));
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theFirmwareMemmapGivesTheSameAnswersOrAnAssumption(Machine machine) {
        KernelView view = view(machine, Map.of(HostFile.MEMMAP, machine.bytes("firmware-memmap.txt")), stated(machine));
        List<Assumption> assumptions = view.topology().upload().machine().assumptions();
        if (machine.hasEditedMap()) {
            assertThat(assumptions)
                    .extracting(Assumption::text)
                    .contains(
                            "Usable RAM is the firmware's memory map, without the changes by mem= and memmap= on the command line.");
        } else if (machine.scenario().equals("D-hotplug-maxmem")) {
            assertThat(assumptions)
                    .extracting(Assumption::text)
                    .singleElement()
                    .asString()
                    .contains("hot-pluggable");
        } else {
            assertThat(assumptions).isEmpty();
            assertThat(RealAnswers.of(view, machine)).isEqualTo(RealAnswers.expected(machine));
            assertThat(RealAnswers.tables(view.boot())).isEqualTo(machine.text("kernel-tables.txt"));
        }
    }

    private static KernelView view(Machine machine, Map<HostFile, byte[]> ram, Declaration declaration) {
        Map<HostFile, byte[]> files = new EnumMap<>(HostFile.class);
        files.put(HostFile.SRAT, machine.bytes("SRAT.bin"));
        files.put(HostFile.CEDT, machine.bytes("CEDT.bin"));
        files.putAll(ram);
        Upload upload = HostMachine.read(new HostFiles(files, declaration, Map.of()));
        Topology topology = new Topology(new TopologyName("machine"), 1, Instant.EPOCH, "", upload);
        return new ReplayedTopology(topology).under(Optional.empty(), Optional.empty());
    }

    private static Declaration nothing() {
        return new Declaration(Optional.empty(), Optional.empty(), 1024);
    }

    /** The declaration of a user without a boot log: the version of the package, and the command line. */
    private static Declaration stated(Machine machine) {
        String uname = machine.text("uname.txt");
        String version = uname.replaceAll("(?s).* Debian (\\d+\\.\\d+\\.\\d+)-.*", "$1");
        return new Declaration(
                Optional.of(KernelRelease.parse(version)), Optional.of(machine.text("cmdline.txt")), 1024);
    }
}
