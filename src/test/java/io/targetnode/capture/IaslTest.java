package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The texts in the folder {@code iasl} were made with {@code iasl -d} 20200925 of the tables of the machines; SLIT-20 was made
 * of a table of 20 nodes whose names hold a NUL, a quote and unprintable characters. The time was removed from the comment.
 */
class IaslTest {

    private static final Path TEXTS = Path.of("src/test/resources/io/targetnode/capture/iasl");
    private static final Machine C = Machine.of("C-hmat-cpuless", "7.3.4");

    /** As iasl prints it since 2021, when it began to know the table. */
    private static final String CEDT_FIELDS = """
            [000h 0000 004h]                   Signature : "CEDT"    [CXL Early Discovery Table]
            [004h 0004 004h]                Table Length : 0000006C
            [008h 0008 001h]                    Revision : 01
            [009h 0009 001h]                    Checksum : 44
            [00Ah 0010 006h]                      Oem ID : "BOCHS "
            [010h 0016 008h]                Oem Table ID : "BXPC    "
            [018h 0024 004h]                Oem Revision : 00000001
            [01Ch 0028 004h]             Asl Compiler ID : "BXPC"
            [020h 0032 004h]       Asl Compiler Revision : 00000001


            [024h 0036 001h]               Subtable Type : 00 [CXL Host Bridge Structure]
            [025h 0037 001h]                    Reserved : 00
            [026h 0038 002h]                      Length : 0020
            [028h 0040 004h]      Associated host bridge : 0000000C
            [02Ch 0044 004h]       Specification version : 00000001
            [030h 0048 004h]                    Reserved : 00000000
            [034h 0052 008h]               Register base : 0000000100000000
            [03Ch 0060 008h]             Register length : 0000000000010000

            [044h 0068 001h]               Subtable Type : 01 [CXL Fixed Memory Window Structure]
            [045h 0069 001h]                    Reserved : 00
            [046h 0070 002h]                      Length : 0028
            [048h 0072 004h]                    Reserved : 00000000
            [04Ch 0076 008h]         Window base address : 0000000110000000
            [054h 0084 008h]                 Window size : 0000000020000000
            [05Ch 0092 001h]    Interleave Members (2^n) : 00
            [05Dh 0093 001h]       Interleave Arithmetic : 00
            [05Eh 0094 002h]                    Reserved : 0000
            [060h 0096 004h]                 Granularity : 00000000
            [064h 0100 002h]                Restrictions : 002F
            [066h 0102 002h]                       QtgId : 0000
            [068h 0104 004h]                First Target : 0000000C
            """;

    private static AcpiDump parse(String text) {
        return AcpiDump.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String file) {
        try {
            return Files.readString(TEXTS.resolve(file));
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    /** The text without the raw data, as users paste it. */
    private static String fields(String file) {
        return text(file).lines().takeWhile(line -> !line.startsWith("Raw")).collect(Collectors.joining("\n"));
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

    @ParameterizedTest
    @ValueSource(strings = {"SRAT", "CEDT", "SLIT", "HMAT"})
    void aTextOfIaslGivesTheBytesOfItsTable(String signature) {
        assertTable(text(signature + ".dsl"), signature, C.bytes(signature + ".bin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SRAT", "SLIT", "HMAT"})
    void theFieldsAloneGiveTheSameBytes(String signature) {
        assertTable(fields(signature + ".dsl"), signature, C.bytes(signature + ".bin"));
    }

    @Test
    void theFieldsOfNewerVersionsHaveHexadecimalLengths() {
        assertTable(CEDT_FIELDS, "CEDT", C.bytes("CEDT.bin"));
        byte[] hotplug = Machine.of("D-hotplug-maxmem", "7.3.4").bytes("SRAT.bin");
        assertTable(
                fields("SRAT-hotplug.dsl").replaceAll("(?m)^(\\[\\w+h \\d{4})   (\\d)\\]", "$1 00$2h]"),
                "SRAT",
                hotplug);
    }

    @Test
    void theRawDataAloneGiveTheSameBytes() {
        String raw = text("SRAT.dsl").substring(text("SRAT.dsl").indexOf("Raw Table Data"));
        byte[] srat = C.bytes("SRAT.bin");
        assertTable("[000h 0000   4]  Signature : \"SRAT\"\n" + raw, "SRAT", srat);
        assertTable(raw, "SRAT", srat);
        assertTable(raw.replaceAll("(?m)^", "> "), "SRAT", srat);
        assertTable(raw.substring(raw.indexOf("    0000:")), "SRAT", srat);
        assertThat(CaptureFormat.of(raw.substring(raw.indexOf("    0000:")).getBytes(StandardCharsets.UTF_8)))
                .hasValue(CaptureFormat.ACPIDUMP);
        assertRefused(
                "iasl, line 3: SRAT has 16 bytes, fewer than the 36 of a table's header",
                raw.substring(0, raw.indexOf("    0010:")));
        assertRefused("iasl: no first field of a table", raw.substring(0, raw.indexOf("    0000:")));
        String apic = text("APIC.dsl").substring(text("APIC.dsl").indexOf("Raw Table Data"));
        assertRefused("iasl: no first field of a table", apic);
    }

    @Test
    void aFieldMayBeWrappedWithinItsNameOrItsValue() {
        byte[] srat = C.bytes("SRAT.bin");
        for (int width : new int[] {58, 62, 66}) {
            assertTable(wrapped(fields("SRAT.dsl"), width), "SRAT", srat);
        }
        assertTable(wrapped(text("SRAT.dsl"), 66), "SRAT", srat);
        assertTable(fields("SRAT.dsl").replace(" Oem ID : ", " Oem ID :\n"), "SRAT", srat);
        assertTable(wrapped(text("SRAT.dsl"), 66).replaceAll("(?m)^", "> "), "SRAT", srat);
    }

    /** As a mail program wraps: at the last space before the width, if there is one. */
    private static String wrapped(String text, int width) {
        StringBuilder wrapped = new StringBuilder();
        for (String line : text.split("\n")) {
            String rest = line;
            int space = rest.lastIndexOf(' ', width);
            while (rest.length() > width
                    && space > 0
                    && !rest.substring(0, space).isBlank()) {
                wrapped.append(rest, 0, space).append('\n');
                rest = rest.substring(space + 1);
                space = rest.lastIndexOf(' ', width);
            }
            wrapped.append(rest).append('\n');
        }
        return wrapped.toString();
    }

    @Test
    void aNameThatIaslCannotPrintIsTakenFromTheRawData() throws IOException {
        assertTable(text("SLIT-20.dsl"), "SLIT", Files.readAllBytes(TEXTS.resolve("SLIT-20.bin")));
        byte[] fields = parse(fields("SLIT-20.dsl")).table("SLIT").orElseThrow();
        byte[] printed = Files.readAllBytes(TEXTS.resolve("SLIT-20.bin"));
        printed[17] = ' ';
        assertThat(fields).isEqualTo(printed);
    }

    @Test
    void severalTablesMayFollowEachOtherAndOthersAreSkipped() {
        String program = """
                 * Original Table Header:
                 *     Signature        "DSDT"
                 *     Length           0x00002A21 (10785)
                DefinitionBlock ("", "DSDT", 1, "BOCHS ", "BXPC    ", 0x00000001)
                    [000h] 0000: 11
                """;
        AcpiDump dump = parse(text("APIC.dsl") + text("SRAT.dsl") + program + text("CEDT.dsl") + text("SRAT.dsl"));
        assertThat(dump.signatures()).containsExactly("APIC", "CEDT", "DSDT", "SRAT");
        assertThat(dump.table("SRAT")).isPresent();
        assertThat(dump.table("CEDT")).isPresent();
        assertThat(dump.isComplete())
                .as("the text does not show which tables were left out")
                .isFalse();
    }

    @Test
    void aTextMayBeQuotedIndentedOrFromWindows() {
        byte[] srat = C.bytes("SRAT.bin");
        assertTable(text("SRAT.dsl").replaceAll("(?m)^", "> > "), "SRAT", srat);
        assertTable(fields("SRAT.dsl").replaceAll("(?m)^", "    "), "SRAT", srat);
        assertTable(text("SRAT.dsl").replace("\n", "\r\n"), "SRAT", srat);
        assertTable("Hello,\nthis is our table:\n\n" + text("SRAT.dsl") + "\nRegards\n", "SRAT", srat);
    }

    @Test
    void structuresThatIaslDoesNotKnowAreInTheRawDataOnly() {
        String unknown = text("SRAT.dsl").replaceAll("(?s)\\[132h.*?\n\n", "\n**** Unknown SRAT subtable type 0x5\n\n");
        assertTable(unknown, "SRAT", C.bytes("SRAT.bin"));
        assertRefused(
                "iasl, line 13: SRAT has 306 bytes, but its header states 336: rows at the end are missing",
                unknown.substring(0, unknown.indexOf("Raw")));
    }

    @Test
    void twoTablesOfAKindThatDifferAreRefused() {
        assertRefused(
                "iasl, line 167: a second, different SRAT; a machine has only one",
                text("SRAT.dsl") + text("SRAT-hotplug.dsl"));
        assertRefused(
                "iasl, line 155: the raw data of SRAT appear twice",
                text("SRAT.dsl") + text("SRAT.dsl").substring(text("SRAT.dsl").indexOf("Raw")));
    }

    @Test
    void missingFieldsAreRefusedAtTheNextLine() {
        assertRefused(
                "iasl, line 3: SRAT continues at offset 0x30 instead of 0x4",
                "[000h 0000   4]  Signature : \"SRAT\"\n...\n[030h 0048   1]  Subtable Type : 00\n");
        assertRefused(
                "iasl, line 1: a field of a table without its first field",
                "[004h 0004   4]                 Table Length : 00000150\n");
        assertRefused(
                "iasl: no first field of a table", " * AML/ASL+ Disassembler version 20200925 (64-bit version)\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[004h 0004   4] Table Length : 0015",
                "[004h 0004   4] Table Length : 0000015G",
                "[004h 0004   4] Table Length : ",
                "[004h 0004   4] Table Length",
                "[004h 0004   4] Table Length : 00 00 01",
                "[004h 0004   4] Table Length : 00 0G 01 50",
                "[004h 0004   4] Table Length : 00 00 \\ 50",
                "[004h 0004   4] Table Length : 00 00 text",
                "[004h 0004   0] Table Length : ",
                "[004h 0004   4] Table Length : \"",
                "[004h 0004  65] Oem ID : \"A\"",
                "[004h 0004 FFFFFFh] Oem ID : \"A\"",
            })
    void aMalformedValueIsRefusedWithoutShowingIt(String field) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse("[000h 0000   4]  Signature : \"SRAT\"\n" + field + "\n"))
                .withMessageMatching("iasl, line 2: a field of SRAT has no value of \\d+ bytes");
    }

    @Test
    void aFieldThatContinuesNeedsItsNextLine() {
        String begun = "[000h 0000   4]  Signature : \"SLIT\"\n[004h 0004   4] Length : 00 00 \\\n";
        assertRefused("iasl, line 2: a field of SLIT has no value of 4 bytes", begun);
        assertRefused(
                "iasl, line 2: a field of SLIT has no value of 4 bytes", begun + "[008h 0008   1] Revision : 01\n");
        assertRefused("iasl, line 3: a field of SLIT has no value of 4 bytes", begun + "text\n");
    }

    @Test
    void textAfterAValueIsIgnored() {
        assertTable(fields("SLIT.dsl").replace("0A 11 1C 15", "0A 11 1C 15 ok"), "SLIT", C.bytes("SLIT.bin"));
        assertRefused(
                "iasl, line 2: a field of SLIT has no value of 4 bytes",
                "[000h 0000   4]  Signature : \"SLIT\"\n[004h 0004   4] Length : \\\n");
    }

    @Test
    void rowsWithoutTheirHeadingAreNotReadAsRawData() {
        assertTable(fields("SRAT.dsl") + "\n    0000: 00 00\n", "SRAT", C.bytes("SRAT.bin"));
    }
}
