package io.targetnode.topology.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.Upload;
import io.targetnode.topology.service.Replayed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The boot log of a 3.10 kernel, whose entries of the SRAT, list of tables and node ranges are printed otherwise. */
class OldLogWordsTest {

    private static final Path LOG = Path.of("src/test/resources/field-cases/old-log-words/el7.txt");

    private final String log = Files.readString(LOG);

    OldLogWordsTest() throws IOException {}

    @Test
    void theNodesOfTheSratAreRead() throws IOException {
        Upload upload = read(log);
        assertThat(answer(upload, 0x880000000L)).isEqualTo(1);
        assertThat(answer(upload, 0x100000000L)).isZero();
        assertThat(upload.machine().inputs().ram().count()).isEqualTo(3);
        assertThat(upload.machine().assumptions())
                .extracting(Assumption::text)
                .noneMatch(text -> text.contains("no SRAT"));
    }

    @Test
    void theLinesAreStoredAsNewerKernelsPrintThem() throws IOException {
        assertThat(read(log).evidence().log().orElseThrow().lines())
                .contains(
                        "ACPI: SRAT: Node 1 PXM 1 [mem 0x880000000-0x107fffffff]",
                        "  node   0: [mem 0x0000000000001000-0x000000000009ffff]",
                        "  node   1: [mem 0x0000000880000000-0x000000107fffffff]",
                        "Initmem setup node 0 [mem 0x0000000000001000-0x000000087fffffff]");
    }

    @Test
    void theMemoryMapIsReadWithoutNodeRanges() throws IOException {
        String map = log.replaceAll("(?m)^.*(Early memory|  node  ).*\\n", "");
        assertThat(read(map).machine().inputs().ram())
                .isEqualTo(read(log).machine().inputs().ram());
    }

    @Test
    void nodeRangesShowEntriesThatAreNotInTheLog() throws IOException {
        Upload upload = read(log.replaceAll("(?m)^.*SRAT: .*\\n", ""));
        assertThat(answer(upload, 0x880000000L)).isEqualTo(1);
        assertThat(answer(upload, 0x100000000L)).isZero();
    }

    @Test
    void aListedSratWhoseEntriesAreNotInTheLogIsNotCalledAbsent() throws IOException {
        Upload upload = read(log.replaceAll("(?m)^.*(?:SRAT: |Early memory|  node  |NUMA: Node).*\\n", ""));
        assertThat(upload.machine().assumptions())
                .extracting(Assumption::text)
                .anyMatch(text -> text.startsWith("The boot log lists the machine's SRAT"));
    }

    private static int answer(Upload upload, long address) {
        return Replayed.of(upload)
                .under(Optional.empty(), Optional.empty())
                .resolver()
                .targetNode(address);
    }

    private static Upload read(String log) throws IOException {
        HostCaptures captures = new HostCaptures(bytes -> {}, 1 << 20);
        captures.add("file 1", log.getBytes(US_ASCII));
        Declaration declared = new Declaration(Optional.of(KernelRelease.parse("6.6")), Optional.empty(), 1024);
        return HostMachine.read(captures.files(declared, Map.of()));
    }
}
