package io.targetnode.analysis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.topology.Upload;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import io.targetnode.topology.service.Replayed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A booted machine with a region in a window between two RAM ranges of node 0. */
class BootedMachineAuditTest {

    private static final Path MACHINE = Path.of("src/test/resources/machines/E-seed-sandwich");

    private static final Map<HostFile, String> FILES = Map.of(
            HostFile.SRAT, "SRAT.bin",
            HostFile.CEDT, "CEDT.bin",
            HostFile.DMESG, "dmesg.txt",
            HostFile.IOMEM, "after/iomem.txt",
            HostFile.MEMORY_BLOCKS, "after/memory-blocks.txt",
            HostFile.NODES, "after/nodes.txt",
            HostFile.MEMORY_TIERS, "after/memory-tiers.txt",
            HostFile.DAXCTL, "after/daxctl-list.json");

    /** 6.1 has no driver for RAM regions, so nothing was added there. */
    @ParameterizedTest
    @CsvSource({
        "6.1.176,  affected, 0, 0",
        "6.12.74,  affected, 2, 1",
        "6.12.107, fixed,    0, 0",
        "7.3.4,    fixed,    0, 0"
    })
    void onlyTheKernelWithoutTheFixShowsTheRegionOnTheWrongNode(
            String kernel, String verdict, int misplaced, int inTierOfRam) throws IOException {
        Audit audit = Audit.of(Replayed.of(upload(kernel)).under(Optional.empty(), Optional.empty()));
        assertThat(audit.judgement().verdict().apiName()).isEqualTo(verdict);
        assertThat(audit.judgement().affectedBytes()).isEqualTo(0x10000000);
        assertThat(audit.findings())
                .filteredOn(finding -> finding.type() == FindingType.OBSERVED_MISPLACEMENT)
                .hasSize(misplaced)
                .allSatisfy(finding ->
                        assertThat(finding.range().map(Object::toString)).hasValue("0x20000000-0x2fffffff"));
        assertThat(audit.findings())
                .filteredOn(finding -> finding.type() == FindingType.OBSERVED_TIER_OF_RAM)
                .hasSize(inTierOfRam);
    }

    private static Upload upload(String kernel) throws IOException {
        Map<HostFile, byte[]> files = new EnumMap<>(HostFile.class);
        for (Map.Entry<HostFile, String> file : FILES.entrySet()) {
            Path path = MACHINE.resolve(kernel).resolve(file.getValue());
            if (Files.exists(path)) {
                files.put(file.getKey(), Files.readAllBytes(path));
            }
        }
        return HostMachine.read(new HostFiles(files, Declaration.NOTHING, Map.of()));
    }
}
