package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.targetnode.acpi.Cedt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Lists whose offsets or lengths iasl prints wrong, and fields that differ from the raw data. */
class IaslListsTest {

    private static final Path CASE = Path.of("src/test/resources/field-cases/iasl-xormap");
    private static final String TEXT = new String(bytes("cedt.dsl"), StandardCharsets.UTF_8);
    private static final String FIELDS = TEXT.substring(0, TEXT.indexOf("Raw Table Data"));
    private static final byte[] CEDT = bytes("CEDT");

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(CASE.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AcpiDump parse(String text) {
        return AcpiDump.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertCedt(String text, byte[] cedt) {
        assertThat(parse(text).table("CEDT"))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(cedt));
    }

    private static void assertRefused(String message, String text) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse(text))
                .withMessageStartingWith(message);
    }

    @Test
    void theRowsOfAnXormapCountByTheirOrder() {
        assertCedt(TEXT, CEDT);
        assertCedt(FIELDS, CEDT);
        assertThat(parse(TEXT).warnings()).isEmpty();
        assertThat(Cedt.parse(parse(TEXT).table("CEDT").orElseThrow()).table().windows())
                .hasSize(1);
    }

    @Test
    void aStructureAfterAnXormapHasItsRightOffset() {
        String more = """
                [075h 0117 008h]                 Next Xormap : 0000000001010400

                [08Ch 0140 001h]               Subtable Type : 00 [CXL Host Bridge Structure]
                [08Dh 0141 001h]                    Reserved : 00
                [08Eh 0142 002h]                      Length : 0020
                [090h 0144 004h]      Associated host bridge : 00000004
                [094h 0148 004h]       Specification version : 00000001
                [098h 0152 004h]                    Reserved : 00000000
                [09Ch 0156 008h]               Register base : 000000009A400000
                [0A4h 0164 008h]             Register length : 0000000000010000
                """;
        String fields = FIELDS.stripTrailing().replace("Length : 00000084", "Length : 000000AC") + "\n" + more;
        byte[] cedt = parse(fields).table("CEDT").orElseThrow();
        assertThat(HexFormat.of().formatHex(cedt, 0x74, 0x94))
                .isEqualTo("004140000000000000828000000000000004010100000000" + "0000200004000000");
        assertRefused(
                "iasl, line 56: CEDT continues at offset 0x8c instead of 0x84",
                fields.replace("[075h 0117 008h]                 Next Xormap : 0000000001010400\n", ""));
    }

    @Test
    void aMissingXormapIsRefused() {
        assertRefused(
                "iasl, line 13: CEDT has 124 bytes, but its header states 132", FIELDS.replaceAll("\\[075h.*\n", ""));
    }

    /** iasl takes the code 8, for 3 targets, as a power of two: it prints 255 more of them, up to the end of the table. */
    @Test
    void targetsBeyondTheirStructureAreDropped() {
        String targets = """
                [06Ch 0108 004h]                 Next Target : 00000004
                [070h 0112 004h]                 Next Target : 00000005
                [074h 0116 004h]                 Next Target : 00180002
                [078h 0120 004h]                 Next Target : 02000000
                """;
        String three = FIELDS.replace("Length : 00000084", "Length : 0000008C")
                        .replace("Length : 0028", "Length : 0030")
                        .replaceAll("(?s)\n\\[06Ch.*", targets)
                + """

                [074h 0116 001h]               Subtable Type : 02 [CXL XOR Interleave Math Structure]
                [075h 0117 001h]                    Reserved : 00
                [076h 0118 002h]                      Length : 0018
                [078h 0120 002h]                    Reserved : 0000
                [07Ah 0122 001h]      Interleave Granularity : 00
                [07Bh 0123 001h]           Xormap List Count : 02
                [07Ch 0124 008h]                First Xormap : 0000000000404100
                [07Dh 0125 008h]                 Next Xormap : 0000000000808200
                """;
        byte[] cedt = parse(three).table("CEDT").orElseThrow();
        assertThat(HexFormat.of().formatHex(cedt, 0x68, 0x78)).isEqualTo("03000000040000000500000002001800");
        assertThat(cedt).hasSize(0x8c);
        assertRefused(
                "iasl, line 51: CEDT continues at offset 0x44 instead of 0x7c",
                three.replace("[074h 0116 001h] ", "[044h 0068 001h] "));
        assertRefused(
                "iasl, line 51: CEDT continues at offset 0x7d instead of 0x7c",
                three.replace("[074h 0116 001h] ", "[07Dh 0125 001h] "));
    }

    @Test
    void completeRawDataAreUsedWhereTheFieldsDiffer() {
        AcpiDump dump = parse(TEXT.replace("Window size : 0000002000000000", "Window size : 0000004000000000"));
        assertThat(dump.table("CEDT"))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(CEDT));
        assertThat(dump.warnings())
                .containsExactly("iasl, line 13: the fields of CEDT and its raw data differ at offset 0x58;"
                        + " the raw data at the end of the text were used. If the fields were edited,"
                        + " compile the text with iasl and upload the .aml");
    }

    @Test
    void completeRawDataAreUsedWhereFieldsAreMissing() {
        AcpiDump dump = parse(TEXT.replaceAll("\\[04Ch.*\n", ""));
        assertThat(dump.table("CEDT"))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(CEDT));
        assertThat(dump.warnings())
                .singleElement()
                .asString()
                .startsWith(
                        "iasl, line 37: CEDT continues at offset 0x54 instead of 0x4c: rows are missing, repeated or out"
                                + " of order; the raw data at the end of the text were used.");
        assertThat(parse(TEXT.replace("\nRaw", "\n[084h 0132 001h]  Reserved : 00\nRaw"))
                        .warnings())
                .singleElement()
                .asString()
                .contains("differ at offset 0x84");
    }

    @Test
    void completeFieldsAreUsedWhereTheRawDataAreNotComplete() {
        String lastRow = "    0080: 00 00 00 00                                      // ....";
        assertCedt(TEXT.replace(lastRow, ""), CEDT);
        assertCedt(TEXT.replaceAll(" {4}0030: .*\n", ""), CEDT);
        assertCedt(TEXT.replaceAll(" {4}0030: 00", "    0030: 0"), CEDT);
        assertRefused(
                "iasl, line 13: the fields of CEDT and its raw data, which are not complete, differ at offset 0x58:"
                        + " the text was edited or damaged; compile the text with iasl and upload the .aml",
                TEXT.replace(lastRow, "").replace("Window size : 0000002", "Window size : 0000004"));
    }

    @Test
    void aTextOfNeitherIsRefusedForTheLongerPart() {
        String begun = FIELDS.substring(0, FIELDS.indexOf("[004h"));
        String raw = TEXT.substring(TEXT.indexOf("Raw Table Data"));
        assertCedt(begun + raw, CEDT);
        assertRefused(
                "iasl, line 13: CEDT has 128 bytes, but its header states 132",
                begun + raw.substring(0, raw.indexOf("    0080:")));
        assertRefused(
                "iasl, line 19: CEDT continues at offset 0x40 instead of 0x30",
                begun + raw.replaceAll(" {4}0030: .*\n", ""));
        assertRefused(
                "iasl, line 37: CEDT continues at offset 0x54 instead of 0x4c", FIELDS.replaceAll("\\[04Ch.*\n", ""));
    }
}
