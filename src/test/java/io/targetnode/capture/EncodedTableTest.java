package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as base64, xxd -p, xxd -i and od without offsets print them. */
class EncodedTableTest {

    private static final Machine C = Machine.of("C-hmat-cpuless", "7.3.4");
    private static final byte[] SRAT = C.bytes("SRAT.bin");

    enum Program {
        COLONS,
        HYPHENS,
        PREFIXED,
        IASL_TC,
        BASE64,
        BASE64_IN_ONE_LINE,
        XXD_P,
        XXD_I,
        OD;

        String print(String name, byte[] table) {
            String hex = HexFormat.of().formatHex(table);
            return switch (this) {
                case BASE64 -> lines(Base64.getEncoder().encodeToString(table), 76);
                case BASE64_IN_ONE_LINE -> Base64.getEncoder().encodeToString(table) + "\n";
                case XXD_P -> lines(hex, 60);
                case COLONS -> lines(HexFormat.ofDelimiter(":").withUpperCase().formatHex(table), 60);
                case HYPHENS -> HexFormat.ofDelimiter("-").withUpperCase().formatHex(table) + "\n";
                case PREFIXED -> "0x" + hex + "\n";
                case IASL_TC ->
                    "unsigned char " + name + "[] =\n{\n"
                            + lines(
                                            HexFormat.ofDelimiter(",")
                                                            .withPrefix("0x")
                                                            .withUpperCase()
                                                            .formatHex(table) + ",",
                                            40)
                                    .replaceAll("(?m)$", "  /* 00000000    \"53.52...\" */")
                            + "};\n";
                case XXD_I ->
                    "unsigned char " + name + "[] = {\n"
                            + lines(HexFormat.ofDelimiter(", ").withPrefix("0x").formatHex(table) + ", ", 72)
                                    .strip()
                                    .replaceAll(",$", "")
                                    .replaceAll("(?m)^", "  ")
                            + "\n};\nunsigned int " + name + "_len = " + table.length + ";\n";
                case OD ->
                    lines(HexFormat.ofDelimiter(" ").formatHex(table) + " ", 48).replaceAll("(?m)^(?=.)", " ");
            };
        }

        private static String lines(String text, int width) {
            return text.replaceAll("(.{%d})".formatted(width), "$1\n").stripTrailing() + "\n";
        }
    }

    private static AcpiDump parse(String text) {
        byte[] plain = PlainText.of(text.getBytes(StandardCharsets.UTF_8));
        assertThat(CaptureFormat.of(plain)).hasValue(CaptureFormat.HEXDUMP);
        return AcpiDump.parse(plain);
    }

    private static String lines(String text, int count) {
        return text.lines().limit(count).collect(Collectors.joining("\n"));
    }

    private static void assertRefused(String message, String text) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> AcpiDump.parse(text.getBytes(StandardCharsets.UTF_8)))
                .withMessage(message);
    }

    @ParameterizedTest
    @EnumSource
    void eachTableIsRead(Program program) {
        for (String signature : AcpiDump.STORED) {
            byte[] table = C.bytes(signature + ".bin");
            assertThat(parse(program.print(signature, table)).table(signature).orElseThrow())
                    .as(signature)
                    .isEqualTo(table);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tablesFollowEachOtherBelowTheirCommands(Program program) {
        AcpiDump dump = parse("# print SRAT\n" + program.print("SRAT", SRAT) + "# print CEDT\n"
                + program.print("CEDT", C.bytes("CEDT.bin")).replace("\n", "\r\n")
                + "\n# print SRAT\n" + program.print("SRAT", SRAT)
                + "00000000: 4c49\n" + Program.XXD_P.print("SLIT", C.bytes("SLIT.bin")));
        assertThat(dump.signatures()).containsExactly("CEDT", "SLIT", "SRAT");
        assertThat(dump.table("SRAT").orElseThrow()).isEqualTo(SRAT);
    }

    @Test
    void anAttachmentOfAMailIsRead() {
        AcpiDump dump = parse("Content-Type: application/octet-stream; name=SRAT\nContent-Transfer-Encoding: base64\n\n"
                + Program.BASE64.print("SRAT", SRAT) + "--=-x--\n");
        assertThat(dump.table("SRAT").orElseThrow()).isEqualTo(SRAT);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IASL_TC")
    void missingRowsAreRefused(Program program) {
        String text = program.print("SRAT", SRAT);
        int lines = (int) text.lines().count();
        String cut = lines == 1 ? text.substring(0, 200) : lines(text, lines / 2);
        String why =
                "the table ends before the 336 bytes that its header states; lines are missing or longer than 4,096"
                        + " characters: upload the file of the table itself, or the output of 'xxd'";
        int first = program == Program.XXD_I ? 2 : 1;
        assertRefused("hexdump, line %d: %s".formatted(first, why), cut);
        int next = Math.max(2, lines / 2 + 1);
        assertRefused("hexdump, line %d: %s".formatted(next, why), cut + "\nthe rest is secret\n");
        assertRefused(
                "hexdump, line %d: %s".formatted(next, why),
                cut + "\n"
                        + program.print("SRAT", SRAT)
                                .lines()
                                .skip(first - 1)
                                .reduce("", (all, line) -> all + line + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "23000000", "01001000", "ffffffff"})
    void anImpossibleLengthIsRefused(String length) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse("53524154" + length + "0107424f4348532042585043"))
                .withMessageStartingWith("hexdump, line 1: the header of the table states a length of ");
    }

    @Test
    void aSecondDifferentTableIsRefused() {
        byte[] other = SRAT.clone();
        other[SRAT.length - 1]++;
        assertRefused(
                "hexdump, line 13: a second, different SRAT; a machine has only one",
                Program.XXD_P.print("", SRAT) + Program.XXD_P.print("", other));
    }

    @Test
    void textsThatBeginSimilarlyAreNotTables() {
        for (String text : Map.of("word", "U1JBVAAA", "prose", "53 52 41 54 are the letters", "list", "0x53, 0x52")
                .values()) {
            assertThat(CaptureFormat.of(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
        }
    }
}
