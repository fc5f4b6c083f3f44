package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.Machine;
import io.targetnode.topology.Upload;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One text with the output of several commands: a boot log, and tables before or after it. */
class LogWithTablesTest {

    private static final Machine SEED = Machine.of("E-seed-sandwich", "7.3.4");
    private static final String LOG = SEED.text("dmesg.txt");
    private static final String DUMP = "SRAT @ 0x0000000000000000\n" + rows("SRAT.bin")
            + "\nCEDT @ 0x0000000000000000\n" + rows("CEDT.bin") + "\n";
    private static final String IASL = raw("SRAT") + raw("CEDT");

    private static final String XXD = TableTexts.xxd(SEED, "SRAT") + TableTexts.xxd(SEED, "CEDT");
    private static final String BASE64 = base64(SEED.bytes("SRAT.bin")) + base64(SEED.bytes("CEDT.bin"));

    private static String base64(byte[] content) {
        return Base64.getMimeEncoder().encodeToString(content) + "\n";
    }

    /** A mail with the log and the tables attached. */
    private static String mail() {
        return Stream.of(SEED.bytes("dmesg.txt"), SEED.bytes("SRAT.bin"), SEED.bytes("CEDT.bin"))
                .map(file -> "--b\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n"
                        + base64(file))
                .collect(Collectors.joining("", "Content-Type: multipart/mixed; boundary=b\n\n", "--b--\n"));
    }

    static Stream<String> texts() {
        return Stream.of(
                LOG + "\n# acpidump\n" + DUMP,
                "# acpidump\n" + DUMP + "# dmesg\n" + LOG,
                LOG + "\n# iasl -d\n" + IASL,
                "# iasl -d\n" + IASL + "# dmesg\n" + LOG,
                LOG + "\n# xxd\n" + XXD,
                "# xxd\n" + XXD + "# dmesg\n" + LOG,
                LOG + "\n# base64\n" + BASE64,
                mail());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void bothAreRead(String text) {
        Upload upload = new FieldUpload().with(FieldUpload.text(text)).read();
        Upload apart = new FieldUpload()
                .with(FieldUpload.text(LOG))
                .with(SEED.bytes("SRAT.bin"))
                .with(SEED.bytes("CEDT.bin"))
                .read();
        assertThat(upload.machine().inputs()).isEqualTo(apart.machine().inputs());
        assertThat(upload.machine().kernel()).isEqualTo(apart.machine().kernel());
        assertThat(upload.machine().isExact()).isTrue();
    }

    static Stream<String> textsWithOneTable() {
        return Stream.of(
                LOG + "\n# acpidump\nCEDT @ 0x0000000000000000\n" + rows("CEDT.bin") + "\n",
                LOG + "\n# iasl -d\n" + raw("CEDT"));
    }

    @ParameterizedTest
    @MethodSource("textsWithOneTable")
    void aLogWithTheCedtAloneIsRead(String text) {
        Upload upload = new FieldUpload().with(FieldUpload.text(text)).read();
        Upload apart = new FieldUpload()
                .with(FieldUpload.text(LOG))
                .with(SEED.bytes("CEDT.bin"))
                .read();
        assertThat(upload.machine().inputs()).isEqualTo(apart.machine().inputs());
    }

    @Test
    void aLogThatListsTablesHasNone() {
        assertThat(new FieldUpload().with(FieldUpload.text(LOG)).read().sources())
                .hasSize(1);
    }

    @Test
    void aLogThatQuotesASignatureHasNoTable() {
        String log = LOG + "[    9.000000] firmware: 53 52 41 54\nfirmware: 53 52 41 54\n";
        assertThat(new FieldUpload().with(FieldUpload.text(log)).read().sources())
                .hasSize(1);
    }

    private static String raw(String signature) {
        byte[] table = SEED.bytes(signature + ".bin");
        return "[000h 0000 004h]                    Signature : \"%s\"\n\nRaw Table Data: Length %d (0x%X)\n\n%s\n"
                .formatted(signature, table.length, table.length, rows(signature + ".bin"));
    }

    private static String rows(String file) {
        byte[] table = SEED.bytes(file);
        StringBuilder text = new StringBuilder();
        for (int offset = 0; offset < table.length; offset += 16) {
            String bytes = HexFormat.ofDelimiter(" ")
                    .withUpperCase()
                    .formatHex(table, offset, Math.min(offset + 16, table.length));
            text.append("    %04X: %s\n".formatted(offset, bytes));
        }
        return text.toString();
    }
}
