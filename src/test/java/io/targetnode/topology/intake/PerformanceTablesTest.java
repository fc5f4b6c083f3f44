package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.acpi.AcpiTableException;
import io.targetnode.acpi.Hmat;
import io.targetnode.acpi.Slit;
import io.targetnode.analysis.AnalysedMachine;
import io.targetnode.kernel.NodeOptions;
import io.targetnode.topology.FirmwareTable;
import io.targetnode.topology.NodeInputs;
import io.targetnode.topology.Upload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SLIT and HMAT in uploads: where they come from, and what happens without them. */
class PerformanceTablesTest {

    private static final AnalysedMachine MACHINE = AnalysedMachine.all().stream()
            .filter(machine -> machine.name().equals("T5-memoryless-cpu-node/7.3.4"))
            .findFirst()
            .orElseThrow();

    private static final byte[] SLIT = Objects.requireNonNull(MACHINE.files().get("SLIT.bin"));
    private static final byte[] HMAT = Objects.requireNonNull(MACHINE.files().get("HMAT.bin"));

    @Test
    void rawTablesAreUsed() {
        Upload upload = MACHINE.upload();
        assertThat(upload.machine().nodes())
                .isEqualTo(new NodeInputs(
                        new FirmwareTable.Uploaded<>(Slit.parse(SLIT).table()),
                        new FirmwareTable.Uploaded<>(Hmat.parse(HMAT).table()),
                        Optional.of(NodeOptions.NONE)));
        assertThat(upload.unused()).isEmpty();
        assertThat(upload.sources())
                .allSatisfy(source -> assertThat(source.read()).isNotEmpty());
    }

    @Test
    void tablesOfAnAcpidumpAreUsed() {
        Map<HostFile, byte[]> files = files();
        files.remove(HostFile.SLIT);
        files.remove(HostFile.HMAT);
        files.put(HostFile.ACPIDUMP, (dump("SLIT", SLIT) + dump("HMAT", HMAT)).getBytes(StandardCharsets.US_ASCII));
        assertThat(read(files).machine().nodes())
                .isEqualTo(MACHINE.upload().machine().nodes());
    }

    @ParameterizedTest
    @EnumSource(names = {"SLIT", "HMAT"})
    void aDamagedTableIsUnusedAndTheMachineIsReplayed(HostFile kind) {
        Map<HostFile, byte[]> files = files();
        files.put(kind, Arrays.copyOf(files.get(kind), 45));
        Upload upload = read(files);
        FirmwareTable<?> table = kind == HostFile.SLIT
                ? upload.machine().nodes().slit()
                : upload.machine().nodes().hmat();
        assertThat(upload.unused()).singleElement().asString().startsWith(kind.apiName() + ": " + kind.name());
        assertThat(table)
                .isEqualTo(new FirmwareTable.Unreadable<>(upload.unused().get(0)));
    }

    @Test
    void aDamagedTableInAnAcpidumpIsUnusedAndTheMachineIsReplayed() {
        byte[] many = SLIT.clone();
        many[36] = 100;
        Map<HostFile, byte[]> files = files();
        files.remove(HostFile.SLIT);
        files.put(HostFile.ACPIDUMP, dump("SLIT", many).getBytes(StandardCharsets.US_ASCII));
        assertThat(read(files).unused()).singleElement().asString().startsWith("acpidump: SLIT, byte offset 36");
    }

    @Test
    void aDamagedTableAloneIsRefused() {
        assertThatThrownBy(() -> read(Map.of(HostFile.SLIT, Arrays.copyOf(SLIT, 45))))
                .isInstanceOf(AcpiTableException.class);
    }

    @Test
    void aTableThatTheKernelDropsIsUsedWithAWarning() {
        byte[] invalid = SLIT.clone();
        invalid[44] = 11;
        Map<HostFile, byte[]> files = files();
        files.put(HostFile.SLIT, invalid);
        Upload upload = read(files);
        assertThat(upload.machine().nodes().slit().content()).isPresent();
        assertThat(upload.machine().warnings())
                .contains(
                        "SLIT, byte offset 44: the distance from proximity domain 0 to 0 is 11; it must be 10; the kernel does not use the table");
    }

    @Test
    void theLogShowsWhetherAMissingTableExists() {
        Map<HostFile, byte[]> files = files();
        files.remove(HostFile.SLIT);
        files.remove(HostFile.HMAT);
        // The replaced tables are listed at the end of the log's list.
        assertThat(read(files).machine().nodes().hmat()).isEqualTo(new FirmwareTable.NotUploaded<>(true));
        files.remove(HostFile.DMESG);
        files.put(HostFile.MEMMAP, MACHINE.files().get("firmware-memmap.txt"));
        assertThat(read(files).machine().nodes()).isEqualTo(NodeInputs.UNKNOWN);
        AnalysedMachine without = AnalysedMachine.all().stream()
                .filter(machine -> machine.name().equals("E-seed-sandwich/6.12.118"))
                .findFirst()
                .orElseThrow();
        assertThat(without.upload().machine().nodes().slit()).isEqualTo(new FirmwareTable.Absent<>());
    }

    @Test
    void optionsComeFromTheLogUnlessTheyAreDeclared() {
        Declaration declared = new Declaration(Optional.empty(), Optional.of("maxcpus=2 numa=nohmat"), 1024);
        assertThat(HostMachine.read(new HostFiles(files(), declared, Map.of()))
                        .machine()
                        .nodes()
                        .options())
                .contains(new NodeOptions(true, OptionalInt.of(2)));
    }

    private static Map<HostFile, byte[]> files() {
        Map<HostFile, byte[]> files = new EnumMap<>(MACHINE.tables());
        files.put(HostFile.DMESG, MACHINE.files().get("dmesg.txt"));
        return files;
    }

    private static Upload read(Map<HostFile, byte[]> files) {
        return HostMachine.read(new HostFiles(files, Declaration.NOTHING, Map.of()));
    }

    private static String dump(String signature, byte[] table) {
        StringBuilder text = new StringBuilder(signature + " @ 0x0000000000000000\n");
        IntStream.iterate(0, offset -> offset < table.length, offset -> offset + 16)
                .forEach(offset -> {
                    byte[] row = Arrays.copyOfRange(table, offset, Math.min(table.length, offset + 16));
                    text.append("    %04x: %-48s  x\n"
                            .formatted(offset, HexFormat.ofDelimiter(" ").formatHex(row)));
                });
        return text.append('\n').toString();
    }
}
