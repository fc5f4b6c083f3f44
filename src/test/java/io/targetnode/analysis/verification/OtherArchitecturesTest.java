package io.targetnode.analysis.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.capture.Machine;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.NotModelledException;
import io.targetnode.topology.ImpossibleMachineException;
import io.targetnode.topology.Upload;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Machines that are not x86-64: how they are recognised, what they answer, and how their logs compare with the replay. */
class OtherArchitecturesTest {

    private static final Path FILES = Path.of("src/test/resources/field-cases/other-architecture");
    private static final String FOUR_NODES = "arm64-6.8-four-nodes.txt";
    private static final String ONE_NODE = "arm64-6.12-one-node.txt";

    static Stream<Machine> machines() {
        return Machine.allOfArm64().stream();
    }

    /** Compares all that the files of a booted machine show. */
    @ParameterizedTest
    @MethodSource("machines")
    void bootedMachinesAreVerifiedOrConsistent(Machine machine) {
        Map<HostFile, byte[]> files = new EnumMap<>(HostFile.class);
        Map.of(
                        HostFile.SRAT, "SRAT.bin",
                        HostFile.CEDT, "CEDT.bin",
                        HostFile.DMESG, "dmesg.txt",
                        HostFile.IOMEM, "iomem.txt",
                        HostFile.NODES, "nodes.txt",
                        HostFile.MEMORY_BLOCKS, "memory-blocks.txt")
                .forEach((file, name) -> {
                    if (machine.has(name)) {
                        files.put(file, machine.bytes(name));
                    }
                });
        Verification verification = Verification.of(view(upload(files, Declaration.NOTHING)));
        assertThat(verification.comparisons()).noneMatch(Comparison::contradicts);
        assertThat(verification.verdict()).isIn(Verdict.VERIFIED, Verdict.CONSISTENT);
        assertThat(verification.comparisons())
                .filteredOn(comparison -> comparison.subject() == Subject.BOOT_LOG)
                .allMatch(Comparison::agrees);
    }

    /** The lines of kernel-rules 9.7: RAM without a node, nodes without memory, and processors. */
    @Test
    void theLinesThatOnlyArm64PrintsAreCompared() {
        assertThat(compared("M2-nomap-uncovered", "7.3.4"))
                .contains(
                        "NUMA: no nodes coverage for 1MB of 1536MB RAM",
                        "ACPI: NUMA: SRAT: PXM 0 -> MPIDR 0x0 -> Node -1");
        assertThat(compared("U-uncovered-page", "6.12.118")).contains("NUMA: no nodes coverage for 0MB of 1536MB RAM");
        assertThat(compared("P-order-types", "6.12.118"))
                .contains(
                        "NUMA: Initmem setup node 5 [<memory-less node>]",
                        "ACPI: NUMA: SRAT: PXM 7 -> MPIDR 0x0 -> Node 1");
        assertThat(compared("E-seed-sandwich", "6.1.176"))
                .contains(
                        "NUMA: Initmem setup node 2 [<memory-less node>]",
                        "ACPI: NUMA: SRAT: PXM 0 -> MPIDR 0x0 -> Node 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for 1MB of 1536MB RAM|for 2MB of 1536MB RAM",
                "MPIDR 0x0 -> Node -1|MPIDR 0x0 -> Node 0",
                "Early memory node ranges|NUMA: Initmem setup node 1 [<memory-less node>]\\nEarly memory node ranges"
            })
    void anotherLineContradicts(String line, String other) {
        Machine machine = Machine.ofArm64("M2-nomap-uncovered", "7.3.4");
        Verification verification = Verification.of(view(upload(
                Map.of(
                        HostFile.SRAT,
                        machine.bytes("SRAT.bin"),
                        HostFile.CEDT,
                        machine.bytes("CEDT.bin"),
                        HostFile.DMESG,
                        bytes(machine.text("dmesg.txt").replace(line, other.replace("\\n", "\n")))),
                Declaration.NOTHING)));
        assertThat(verification.verdict()).isEqualTo(Verdict.CONTRADICTED);
        assertThat(verification.conclusions())
                .extracting(Conclusion::id)
                .containsAnyOf(Conclusion.Id.OTHER_FIRMWARE, Conclusion.Id.EDITED_TABLE);
    }

    @Test
    void aProcessorOfADomainThatTheSratDoesNotHaveContradicts() {
        Machine machine = Machine.ofArm64("E-seed-sandwich", "7.3.4");
        byte[] log = bytes(machine.text("dmesg.txt").replace("PXM 0 -> MPIDR", "PXM 9 -> MPIDR"));
        Map<HostFile, byte[]> files = Map.of(
                HostFile.SRAT,
                machine.bytes("SRAT.bin"),
                HostFile.CEDT,
                machine.bytes("CEDT.bin"),
                HostFile.DMESG,
                log);
        assertThat(Verification.of(view(upload(files, Declaration.NOTHING))).verdict())
                .isEqualTo(Verdict.CONTRADICTED);
        assertThat(Verification.of(view(upload(Map.of(HostFile.DMESG, log), Declaration.NOTHING)))
                        .comparisons())
                .filteredOn(comparison -> comparison.found().orElse("").contains("MPIDR"))
                .singleElement()
                .satisfies(comparison -> assertThat(comparison.outcome()).isEqualTo(Outcome.NOT_COMPARED));
    }

    private static List<String> compared(String scenario, String kernel) {
        Machine machine = Machine.ofArm64(scenario, kernel);
        Map<HostFile, byte[]> files = new EnumMap<>(
                Map.of(HostFile.SRAT, machine.bytes("SRAT.bin"), HostFile.DMESG, machine.bytes("dmesg.txt")));
        if (machine.has("CEDT.bin")) {
            files.put(HostFile.CEDT, machine.bytes("CEDT.bin"));
        }
        return Verification.of(view(upload(files, Declaration.NOTHING))).comparisons().stream()
                .filter(comparison -> comparison.subject() == Subject.BOOT_LOG && comparison.agrees())
                .map(comparison -> comparison.found().orElseThrow())
                .toList();
    }

    /** The driver of soft-reserved memory asked for the node of 0x60000000; sysfs showed the answer as target_node. */
    @ParameterizedTest
    @CsvSource({"6.12.74, 0", "6.12.118, 2", "6.18.15, 0"})
    void theTargetNodeOfADaxDeviceIsTheAnsweredNode(String kernel, int node) {
        Machine machine = Machine.ofArm64("E2-sandwich-hmem", kernel);
        Map<HostFile, byte[]> files = new EnumMap<>(Map.of(
                HostFile.SRAT, machine.bytes("SRAT.bin"),
                HostFile.CEDT, machine.bytes("CEDT.bin"),
                HostFile.DMESG, machine.bytes("dmesg.txt"),
                HostFile.IOMEM, machine.bytes("after/iomem.txt"),
                HostFile.NODES, machine.bytes("after/nodes.txt"),
                HostFile.MEMORY_BLOCKS, machine.bytes("after/memory-blocks.txt")));
        files.put(
                HostFile.DAXCTL,
                bytes("[{\"chardev\":\"dax0.0\",\"size\":536870912,\"target_node\":%d,\"mode\":\"system-ram\"}]"
                        .formatted(node)));
        KernelView view = view(upload(files, Declaration.NOTHING));
        assertThat(view.resolver().targetNode(0x60000000)).isEqualTo(node);
        Verification verification = Verification.of(view);
        assertThat(verification.comparisons()).noneMatch(Comparison::contradicts);
        assertThat(verification.comparisons())
                .filteredOn(comparison -> comparison.subject() == Subject.TARGET_NODE)
                .singleElement()
                .matches(Comparison::agrees);
        assertThat(verification.verdict()).isIn(Verdict.VERIFIED, Verdict.CONSISTENT);
    }

    @Test
    void anArm64KernelBefore612AnswersNode0Everywhere() {
        Upload upload = log(FOUR_NODES);
        assertThat(architecture(upload)).isEqualTo(Architecture.ARM64);
        KernelView view = view(upload);
        assertThat(view.choice().rule()).isEqualTo(LookupRule.STUB);
        for (long address : new long[] {0, 0x203000000000L, 0x2080000000L, -1L}) {
            assertThat(view.resolver().targetNode(address)).isZero();
            assertThat(view.resolver().hotAddNode(address)).isZero();
        }
        assertThat(upload.machine().warnings())
                .anyMatch(text -> text.contains("has the stub of phys_to_target_node() on arm64"));
        assertThat(Verification.of(view).verdict()).isEqualTo(Verdict.CONSISTENT);
    }

    @ParameterizedTest
    @CsvSource({"6.11, STUB", "6.11.11, STUB", "6.12, PREFER_ONLINE", "6.12.75, PREFER_RESERVED", "7.3, PREFER_RESERVED"
    })
    void aViewOfAnotherReleaseFollowsThatReleasesOwnRule(String kernel, LookupRule rule) {
        KernelView view =
                Replayed.of(log(FOUR_NODES)).under(Optional.of(KernelRelease.parse(kernel)), Optional.empty());
        assertThat(view.choice().rule()).isEqualTo(rule);
        assertThat(view.resolver().targetNode(0x203000000000L)).isEqualTo(rule == LookupRule.STUB ? 0 : 3);
    }

    @Test
    void adjacentNodeRangesAndThePrefixOfTheFakedNodeAreRead() {
        Upload upload = log(ONE_NODE);
        assertThat(architecture(upload)).isEqualTo(Architecture.ARM64);
        Verification verification = Verification.of(view(upload));
        assertThat(verification.comparisons()).noneMatch(Comparison::contradicts);
        assertThat(verification.comparisons())
                .filteredOn(comparison -> comparison.subject() == Subject.BOOT_LOG)
                .allMatch(Comparison::agrees)
                .anyMatch(comparison -> comparison.found().orElse("").startsWith("NUMA: Faking a node at"));
    }

    @Test
    void aMachineThatBootedWithADeviceTreeIsRefused() {
        assertThatThrownBy(() -> log("riscv64-6.12.txt"))
                .isInstanceOf(NotModelledException.class)
                .hasMessageContaining("the riscv64 machine booted with a device tree");
    }

    @Test
    void aRiscvMachineWithAcpiIsNamedAndItsRulesAreSaidToBeReadOnly() {
        String text = text("riscv64-6.12.txt").replaceAll("(?m)^.*Machine model.*\n", "");
        Upload upload = upload(Map.of(HostFile.DMESG, bytes(text)), Declaration.NOTHING);
        assertThat(architecture(upload)).isEqualTo(Architecture.RISCV64);
        assertThat(upload.machine().assumptions())
                .anyMatch(assumption -> assumption.text().contains("were read in the kernel's source"));
        assertThat(upload.machine().inputs().maxNodes()).isEqualTo(4);
    }

    @Test
    void theProcessorsOfTheSratShowArm64() {
        Upload upload = upload(Map.of(HostFile.SRAT, read("SRAT-gicc-only")), Declaration.NOTHING);
        assertThat(architecture(upload)).isEqualTo(Architecture.ARM64);
        assertThat(view(upload).boot().possibleNodes()).hasSize(1);
    }

    @Test
    void processorsOfAnotherArchitectureShowNothingBesideMemoryAtAddressZero() {
        byte[] srat = read("SRAT-gicc-only");
        int firstMemory = 48;
        while (srat[firstMemory] != 1) {
            firstMemory += srat[firstMemory + 1];
        }
        Arrays.fill(srat, firstMemory + 8, firstMemory + 16, (byte) 0);
        Upload upload = upload(Map.of(HostFile.SRAT, srat), Declaration.NOTHING);
        assertThat(architecture(upload)).isEqualTo(Architecture.X86_64);
        assertThat(upload.machine().assumptions())
                .anyMatch(assumption -> assumption.text().contains("x86-64 ignores them"));
        Declaration declared = new Declaration(
                Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.of(Architecture.ARM64));
        assertThat(architecture(upload(Map.of(HostFile.SRAT, srat), declared))).isEqualTo(Architecture.ARM64);
    }

    @Test
    void filesOfTwoArchitecturesAreRefusedWithBothAndWhatShowsThem() {
        byte[] x86 = Machine.of("E-seed-sandwich", "7.3.4").bytes("dmesg.txt");
        assertThatThrownBy(() ->
                        upload(Map.of(HostFile.DMESG, x86, HostFile.SRAT, read("SRAT-gicc-only")), Declaration.NOTHING))
                .isInstanceOf(ImpossibleMachineException.class)
                .hasMessage(
                        "the boot log is of x86-64 (shown by the name of its release), but the SRAT is of arm64 (shown by the type of its processor entries, 3 for GICC); upload the files of one machine");
    }

    @Test
    void anArchitectureThatTheFilesContradictIsRefused() {
        Declaration declared = new Declaration(
                Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.of(Architecture.X86_64));
        assertThatThrownBy(() -> upload(Map.of(HostFile.DMESG, read(FOUR_NODES)), declared))
                .isInstanceOf(ImpossibleMachineException.class)
                .hasMessage(
                        "architecture x86-64 is declared, but the boot log is of arm64 (shown by its line 'Booting Linux on physical CPU'); declare arm64, or upload the files of one machine");
    }

    @Test
    void anArchitectureThatNothingShowsIsThatOfTheDeclaration() {
        String text = """
                [    0.000000] Linux version 6.12.9 (x) (gcc) #1 SMP
                [    0.000000] Early memory node ranges
                [    0.000000]   node   0: [mem 0x0000000080000000-0x00000000ffffffff]
                """;
        assertThat(architecture(upload(Map.of(HostFile.DMESG, bytes(text)), Declaration.NOTHING)))
                .isEqualTo(Architecture.X86_64);
        Declaration declared = new Declaration(
                Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.of(Architecture.LOONGARCH64));
        assertThat(architecture(upload(Map.of(HostFile.DMESG, bytes(text)), declared)))
                .isEqualTo(Architecture.LOONGARCH64);
    }

    private static Architecture architecture(Upload upload) {
        return upload.machine().inputs().platform().architecture();
    }

    private static KernelView view(Upload upload) {
        return Replayed.of(upload).under(Optional.empty(), Optional.empty());
    }

    private static Upload log(String file) {
        return upload(Map.of(HostFile.DMESG, read(file)), Declaration.NOTHING);
    }

    private static Upload upload(Map<HostFile, byte[]> files, Declaration declaration) {
        return HostMachine.read(new HostFiles(files, declaration, Map.of()));
    }

    private static String text(String file) {
        return new String(read(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(FILES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
