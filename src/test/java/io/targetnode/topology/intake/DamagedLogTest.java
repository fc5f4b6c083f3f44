package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.capture.CaptureException;
import io.targetnode.capture.Machine;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.Upload;
import io.targetnode.topology.service.Replayed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boot logs that were cut, or in which characters were changed. A missing part never becomes a fact. */
class DamagedLogTest {

    private static final Machine SEED = Machine.of("E-seed-sandwich", "7.3.4");
    private static final String LOG = SEED.text("dmesg.txt");
    private static final String NODES = Machine.of("C-hmat-cpuless", "7.3.4").text("dmesg.txt");
    private static final String FIRST_NODE_RANGE = "  node   0: [mem 0x0000000000001000-0x000000000009efff]";

    @ParameterizedTest
    @CsvSource({"ACPI: APIC 0x", "ACPI: SRAT 0x", "ACPI: Reserving FACP"})
    void aListOfTablesThatIsCutProvesNoTableAbsent(String next) {
        int end = NODES.indexOf(next);
        for (int cut : new int[] {NODES.lastIndexOf('\n', end), end, end + "ACPI: AP".length()}) {
            assertThat(texts(read(NODES.substring(0, cut)))).anyMatch(text -> text.contains("SRAT"));
        }
    }

    @Test
    void aListOfTablesThatEndsProvesThatOthersAreAbsent() {
        String log = NODES.substring(0, NODES.indexOf("ACPI: SRAT: Node"));
        assertThat(texts(read(log.replaceAll("(?m)^.*(?:SRAT|CEDT).*\\n", "")))).isEmpty();
    }

    @Test
    void nodeRangesThatAreCutGiveWayToTheMemoryMap() {
        Upload cut = withTables(upTo(FIRST_NODE_RANGE));
        assertThat(cut.machine().isExact()).isTrue();
        assertThat(answers(cut)).isEqualTo(answers(withTables(LOG)));
        assertThat(cut.machine().warnings()).isEmpty();
    }

    @Test
    void ramThatIsCutIsAnAssumption() {
        String map = upTo("BIOS-e820: [mem 0x0000000000100000-0x000000007ffdffff]  System RAM");
        assertThat(texts(withTables(map)))
                .contains("The boot log has all usable RAM, although it ends inside the list.");
        String lateAndCut = upTo(FIRST_NODE_RANGE).substring(LOG.indexOf("RAMDISK"));
        assertThat(texts(withTables(lateAndCut)))
                .contains("The boot log has all usable RAM, although it ends inside the list.");
        assertThat(texts(withTables(LOG))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SRAT: Node 2 PXM 1, SRAT: Node 2 PXM l",
        "SRAT: Node 2 PXM 1 [mem 0x4, SRAT: Node 2 PXM 1 [mem 0x4O",
        "0x5fffffff], 0x5fffffff]x",
        "node   2: [mem, node   Z: [mem"
    })
    void aChangedLineAboutANodeIsRefused(String printed, String changed) {
        assertThatThrownBy(() -> read(NODES.replace(printed, changed)))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("does not have the form that a kernel prints");
    }

    @Test
    void aLineAboutANodeMayBeCutAtTheEnd() {
        int entry = NODES.indexOf("ACPI: SRAT: Node 3");
        assertThat(texts(read(NODES.substring(0, entry + 30))))
                .anyMatch(text -> text.contains("only the entries that the boot log shows"));
    }

    @Test
    void nodeRangesShowTheEntriesThatAreLost() {
        for (String late : List.of(
                NODES.substring(NODES.indexOf("Early memory node ranges")),
                NODES.substring(NODES.indexOf("ACPI: SRAT: Node 3")),
                NODES.replaceAll("(?m)^.*ACPI: SRAT: Node 2.*\\n", ""),
                NODES.replaceAll("(?m)^.*ACPI: SRAT: .*\\n", ""))) {
            Upload upload = read(late);
            assertThat(answer(upload, 0x100000)).isZero();
            assertThat(answer(upload, 0x40000000)).isEqualTo(2);
            assertThat(answer(upload, 0x9ffdffffL)).isEqualTo(3);
            assertThat(texts(upload))
                    .contains(
                            "The SRAT has only the entries that the boot log shows, and one for each other block in its NUMA lines and node ranges. The log is incomplete, and may lack entries.");
        }
    }

    private static String upTo(String line) {
        return LOG.substring(0, LOG.indexOf('\n', LOG.indexOf(line)) + 1);
    }

    private static Upload read(String log) {
        return new FieldUpload().with(FieldUpload.text(log)).read();
    }

    private static Upload withTables(String log) {
        return new FieldUpload()
                .with(FieldUpload.text(log))
                .with(SEED.bytes("SRAT.bin"))
                .with(SEED.bytes("CEDT.bin"))
                .read();
    }

    private static List<Integer> answers(Upload upload) {
        return List.of(answer(upload, 0x1fffffff), answer(upload, 0x20000000), answer(upload, 0x7fff0000));
    }

    private static int answer(Upload upload, long address) {
        return Replayed.of(upload)
                .under(Optional.empty(), Optional.empty())
                .resolver()
                .targetNode(address);
    }

    private static List<String> texts(Upload upload) {
        return upload.machine().assumptions().stream().map(Assumption::text).toList();
    }
}
