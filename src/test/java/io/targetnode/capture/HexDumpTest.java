package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HexDumpTest {

    private static final Machine C = Machine.of("C-hmat-cpuless", "7.3.4");
    private static final byte[] SRAT = C.bytes("SRAT.bin");

    /** The ways to print a row: colon, bytes in a group, spaces in the middle, what surrounds the characters. */
    private enum Program {
        HEXDUMP("%08x  ", 1, " ", "|", "%08x\n"),
        XXD("%08x: ", 2, "", "", ""),
        XXD_BYTES("%08X: ", 1, "", "", ""),
        OD("%06x ", 1, "", "", "%06x\n"),
        OD_WITH_CHARACTERS("%06x ", 1, "", ">", "%06x\n");

        private final String offset;
        private final int group;
        private final String middle;
        private final String around;
        private final String end;

        Program(String offset, int group, String middle, String around, String end) {
            this.offset = offset;
            this.group = group;
            this.middle = middle;
            this.around = around;
            this.end = end;
        }

        String print(byte[] table) {
            StringBuilder text = new StringBuilder();
            byte[] before = {};
            boolean squeezed = false;
            for (int at = 0; at < table.length; at += 16) {
                byte[] row = Arrays.copyOfRange(table, at, Math.min(at + 16, table.length));
                if (Arrays.equals(row, before) && !end.isEmpty()) {
                    text.append(squeezed ? "" : "*\n");
                    squeezed = true;
                } else {
                    text.append(offset.formatted(at)).append(row(row)).append('\n');
                    squeezed = false;
                }
                before = row;
            }
            return text + (end.isEmpty() ? "" : end.formatted(table.length));
        }

        private String row(byte[] row) {
            StringBuilder bytes = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                bytes.append(HexFormat.of().toHexDigits(row[i]))
                        .append(i % group == group - 1 ? " " : "")
                        .append(i == 7 ? middle : "");
            }
            String characters = new String(row, StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7e]", ".");
            return this == OD ? bytes.toString().strip() : "%-50s".formatted(bytes) + around + characters + around;
        }
    }

    private static AcpiDump parse(String text) {
        return AcpiDump.parse(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertTable(String text, String signature, byte[] bytes) {
        assertThat(parse(text).table(signature))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes));
    }

    private static void assertRefused(String message, String text) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse(text))
                .withMessageStartingWith(message);
    }

    /** The tables of every real machine. */
    static Stream<Path> tables() throws IOException {
        List<String> names = List.of("SRAT.bin", "CEDT.bin", "SLIT.bin", "HMAT.bin");
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/machines"))) {
            return files.filter(file -> names.contains(file.getFileName().toString())).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyDumpOfATableGivesItsBytes(Path file) throws IOException {
        byte[] table = Files.readAllBytes(file);
        String signature = file.getFileName().toString().substring(0, 4);
        for (Program program : Program.values()) {
            String text = program.print(table);
            assertThat(CaptureFormat.of(text.getBytes(StandardCharsets.US_ASCII)))
                    .contains(CaptureFormat.HEXDUMP);
            assertTable(text, signature, table);
            assertTable("# xxd " + signature + "\n" + text + "root@host:~#\n", signature, table);
        }
        assertTable(DumpText.of(signature, table), signature, table);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 20, 32})
    void aRowOfXxdMayHaveAnyNumberOfBytes(int width) {
        byte[] cedt = C.bytes("CEDT.bin");
        StringBuilder text = new StringBuilder();
        for (int offset = 0; offset < cedt.length; offset += width) {
            byte[] row = Arrays.copyOfRange(cedt, offset, Math.min(offset + width, cedt.length));
            String pairs = HexFormat.of().formatHex(row).replaceAll("(....)(?!$)", "$1 ");
            String characters = new String(row, StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7e]", ".");
            text.append("%08x: %s  %s%n".formatted(offset, pairs, characters));
        }
        assertTable(text.toString(), "CEDT", cedt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%08X   %s  ................", "%016X %s ................", "%04x   %s   .", "  %08X: %s  *.*"})
    void offsetsMayHaveAnyWidth(String row) {
        assertTable(rows(row, " "), "SRAT", SRAT);
    }

    @Test
    void groupsOfBytesMayHaveAnyLengthAndAHyphenInTheMiddle() {
        assertTable(rows("%08x: %s  .", " ").replaceAll("(?<= [0-9a-f]{2}) (?=[0-9a-f]{2} )", ""), "SRAT", SRAT);
        assertTable(rows("  %08x: %s  *.*", "-"), "SRAT", SRAT);
        assertRefused("hexdump, line 1: SRAT has 6 bytes", "00000000: 53 52 41 54 50 01-00 00");
    }

    /** @param middle between the first and the last eight bytes of a row */
    private static String rows(String form, String middle) {
        StringBuilder text = new StringBuilder();
        for (int offset = 0; offset < SRAT.length; offset += 16) {
            String bytes = HexFormat.ofDelimiter(" ")
                    .formatHex(SRAT, offset, Math.min(offset + 16, SRAT.length))
                    .replaceAll("^(.{23}) ", "$1" + middle);
            text.append(form.formatted(offset, bytes)).append('\n');
        }
        return text.toString();
    }

    @Test
    void rowsThatRepeatAreExpanded() {
        byte[] table = DumpText.table("SRAT", 165);
        String text = Program.HEXDUMP.print(table);
        assertThat(text).contains("\n*\n");
        assertTable(text, "SRAT", table);
        assertRefused("hexdump, line 3: SRAT continues at offset 0xa0 instead of 0x20", text.replace("*\n", ""));
    }

    @Test
    void severalTablesMayFollowEachOther() {
        byte[] cedt = C.bytes("CEDT.bin");
        String text = Program.XXD.print(SRAT) + Program.HEXDUMP.print(cedt) + Program.OD.print(SRAT) + "*\n00001000\n";
        assertTable(text, "SRAT", SRAT);
        assertTable(text, "CEDT", cedt);
        assertThat(parse(text).signatures()).containsExactly("CEDT", "SRAT");
        assertThat(parse(text).isComplete()).isFalse();
        byte[] other = SRAT.clone();
        other[9]++;
        assertRefused(
                "hexdump, line 22: a second, different SRAT; a machine has only one",
                Program.XXD.print(SRAT) + Program.XXD.print(other));
        assertRefused(
                "hexdump, line 1345: more than 64 tables",
                Program.XXD.print(SRAT).repeat(65));
    }

    @Test
    void anIncompleteDumpIsRefused() {
        String text = Program.XXD.print(SRAT);
        assertRefused(
                "hexdump, line 1: SRAT has 320 bytes, but its header states 336",
                text.substring(0, text.indexOf("00000140")));
        assertRefused(
                "hexdump, line 2: SRAT continues at offset 0x20 instead of 0x10",
                text.replaceAll("00000010: .*\n", ""));
        assertRefused(
                "hexdump, line 2: SRAT continues at offset 0xffffffffffffffff instead of 0x8",
                "00000000: 5352 4154 5001 0000\nffffffffffffffff: 00");
        assertRefused(
                "hexdump, line 2: SRAT continues at offset 0x20 instead of 0x8",
                "00000000: 5352 4154 5001 0000\n00000020: 00");
        assertRefused(
                "hexdump, line 3: SRAT continues at offset 0x20 instead of 0x8",
                "00000000: 5352 4154 5001 0000\n*\n00000020: 00");
        assertRefused("hexdump, line 1: SRAT has 5 bytes", "00000000: 5352 4154 50");
        assertRefused("hexdump, line 1: SRAT has 5 bytes", "00000000: 5352 4154 505");
        assertRefused("hexdump, line 1: SRAT has 5 bytes", "00000000: 5352 4154 50x");
        assertRefused("hexdump, line 1: SRAT has 6 bytes", "00000000: 5352 4154 5000 x");
    }

    @Test
    void aTableAboveTheLimitIsRefused() {
        String first = Program.HEXDUMP.print(SRAT).lines().findFirst().orElseThrow();
        assertRefused("hexdump, line 3: SRAT has more than 1,048,576 bytes", first + "\n*\nffffffff\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000 5253 5441 0150 0000 0701 4f42 4843 2053",
                "0000000    4543    5444    006c    0000",
                "00000000: 54415253 00000150 4f420701 20534843  SRATP.....BOCHS ",
                "0000000 54444543 0000006c 4f420701 20534843",
                "0000000 051123 052101 000520 000000 003401 047502",
                "0000000 53 52 41 54 50 01 00 00 01 07 42 4f 43 48 53 20",
            })
    void aDumpOfNumbersOrWithOctalOffsetsIsRefused(String row) {
        assertRefused(
                "hexdump, line 1: a dump of numbers of several bytes, or with octal offsets;"
                        + " print the table with 'hexdump -C', or upload its file",
                row + "\n");
    }

    @Test
    void aDumpOfAnotherFileIsNotRecognised() {
        assertThat(CaptureFormat.of("00000000: 4641 4350 f400 0000".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }
}
