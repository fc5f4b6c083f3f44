package io.targetnode.topology.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.Machine;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.Upload;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays every booted machine of arm64, and compares the answers, both tables and the nodes with those of its kernel. */
class RealArm64Test {

    static Stream<Machine> machines() {
        return Machine.allOfArm64().stream();
    }

    static Stream<Machine> machinesWithMemblock() {
        return machines().filter(machine -> machine.has("memblock-memory.txt"));
    }

    @Test
    void allSixtyBootsAreFound() {
        assertThat(machines()).hasSize(60);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void sratCedtAndBootLogGiveAllAnswersAndBothTables(Machine machine) {
        KernelView view = view(machine, Map.of(HostFile.DMESG, machine.bytes("dmesg.txt")), Declaration.NOTHING);
        assertSame(view, machine);
        assertThat(view.topology().upload().machine().assumptions()).isEmpty();
        assertThat(view.boot().warnings()).isEmpty();
        assertThat(platform(view)).isEqualTo(Architecture.ARM64);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theBootLogAloneGivesAllAnswersIfThereIsNoWindow(Machine machine) {
        if (!machine.has("CEDT.bin")) {
            Upload upload = HostMachine.read(
                    new HostFiles(Map.of(HostFile.DMESG, machine.bytes("dmesg.txt")), Declaration.NOTHING, Map.of()));
            assertSame(Replayed.of(upload).under(Optional.empty(), Optional.empty()), machine);
        }
    }

    /** On arm64, every parsed node is online from the boot on. */
    @ParameterizedTest
    @MethodSource("machines")
    void thePossibleNodesAreThoseOfTheKernel(Machine machine) {
        KernelView view = view(machine, Map.of(HostFile.DMESG, machine.bytes("dmesg.txt")), Declaration.NOTHING);
        assertThat(view.boot().possibleNodes()).isEqualTo(nodes(machine, "possible"));
        assertThat(view.boot().possibleNodes()).isEqualTo(nodes(machine, "online"));
    }

    @ParameterizedTest
    @MethodSource("machinesWithMemblock")
    void theListOfMemblockGivesTheSame(Machine machine) {
        KernelView view =
                view(machine, Map.of(HostFile.MEMBLOCK, machine.bytes("memblock-memory.txt")), stated(machine));
        assertSame(view, machine);
        assertThat(assumptions(view)).allMatch(text -> text.matches("The machine has no (SRAT|CEDT)\\."));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void iomemGivesTheSameUnlessTheKernelImageStandsApart(Machine machine) {
        KernelView view = view(machine, Map.of(HostFile.IOMEM, machine.bytes("iomem.txt")), stated(machine));
        if (machine.scenario().equals("T-16-nodes")) {
            assertThat(view.topology().upload().unused())
                    .anyMatch(text -> text.contains("Kernel code or Kernel data stand at top level"));
            assertThat(assumptions(view)).anyMatch(text -> text.startsWith("Usable RAM is the SRAT's"));
        } else {
            assertSame(view, machine);
            assertThat(assumptions(view)).allMatch(text -> text.matches("The machine has no (SRAT|CEDT)\\."));
        }
    }

    @Test
    void aReleaseBefore612AnswersNode0AndALaterOneByItsLists() {
        Machine machine = Machine.ofArm64("E-seed-sandwich", "6.1.176");
        ReplayedTopology replayed = view(
                        machine, Map.of(HostFile.DMESG, machine.bytes("dmesg.txt")), Declaration.NOTHING)
                .replayed();
        assertThat(replayed.under(Optional.empty(), Optional.empty()).choice().rule())
                .isEqualTo(LookupRule.STUB);
        KernelView later = replayed.under(Optional.of(KernelRelease.parse("7.3.4")), Optional.empty());
        Machine booted = Machine.ofArm64("E-seed-sandwich", "7.3.4");
        assertThat(RealAnswers.of(later, booted)).isEqualTo(RealAnswers.expected(booted));
    }

    private static void assertSame(KernelView view, Machine machine) {
        assertThat(RealAnswers.of(view, machine)).isEqualTo(RealAnswers.expected(machine));
        String tables = machine.text("kernel-tables.txt");
        if (tables.contains("unavailable")) {
            assertThat(view.choice().rule()).isEqualTo(LookupRule.STUB);
        } else {
            assertThat(RealAnswers.tables(view.boot())).isEqualTo(tables);
        }
    }

    private static Architecture platform(KernelView view) {
        return view.topology().upload().machine().inputs().platform().architecture();
    }

    private static List<String> assumptions(KernelView view) {
        return view.topology().upload().machine().assumptions().stream()
                .map(Assumption::text)
                .toList();
    }

    private static Set<Integer> nodes(Machine machine, String kind) {
        String list = machine.text("nodes.txt")
                .lines()
                .filter(line -> line.startsWith(kind + ":"))
                .map(line -> line.substring(kind.length() + 1))
                .findFirst()
                .orElseThrow();
        TreeSet<Integer> nodes = new TreeSet<>();
        for (String range : list.split(",")) {
            String[] ends = range.split("-");
            for (int node = Integer.parseInt(ends[0]); node <= Integer.parseInt(ends[ends.length - 1]); node++) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    private static KernelView view(Machine machine, Map<HostFile, byte[]> ram, Declaration declaration) {
        Map<HostFile, byte[]> files = new EnumMap<>(ram);
        if (machine.has("SRAT.bin")) {
            files.put(HostFile.SRAT, machine.bytes("SRAT.bin"));
        }
        if (machine.has("CEDT.bin")) {
            files.put(HostFile.CEDT, machine.bytes("CEDT.bin"));
        }
        Upload upload = HostMachine.read(new HostFiles(files, declaration, Map.of()));
        return Replayed.of(upload).under(Optional.empty(), Optional.empty());
    }

    /** The declaration of a user without a boot log: the release with its stable level, and the command line. */
    private static Declaration stated(Machine machine) {
        String uname = machine.text("uname.txt");
        String version = uname.replaceAll("(?s).* Debian (\\d+\\.\\d+\\.\\d+)-.*", "$1");
        String name = uname.split(" ")[2].replaceFirst("^[0-9.]+", "").replaceFirst("^-\\d+", "");
        return new Declaration(
                Optional.of(KernelRelease.parse(version + name)),
                Optional.of(machine.text("cmdline.txt")),
                OptionalInt.empty(),
                Optional.empty());
    }
}
