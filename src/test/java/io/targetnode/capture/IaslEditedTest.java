package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts for the compiler: rows that were added by hand, and templates. */
class IaslEditedTest {

    private static final String COMPILE = " compile the text with iasl and upload the .aml";
    private static final String EDITED = read("field-cases/iasl-edited/SRAT.dsl");
    private static final String SRAT = read("io/targetnode/capture/iasl/SRAT.dsl");
    private static final String HMAT = read("io/targetnode/capture/iasl/HMAT.dsl");

    private static String read(String file) {
        try {
            return Files.readString(Path.of("src/test/resources").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AcpiDump parse(String text) {
        return AcpiDump.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(int line, String text) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse(text))
                .withMessage("iasl, line %d: a row of SRAT without an offset, as in an edited text;".formatted(line)
                        + COMPILE);
    }

    @Test
    void aRowWithoutOffsetIsRefusedByLine() {
        assertRefused(28, EDITED);
        assertRefused(28, EDITED.replace("Length : 00000058", "Length : 00000080"));
        assertRefused(
                27, EDITED.replace("\n\n                               Sub", "\n                               Sub"));
    }

    @Test
    void aRowWithoutOffsetIsRefusedAmongTheBitsOfFlags() {
        List<String> lines = new ArrayList<>(SRAT.lines().toList());
        int flags = 1;
        while (!lines.get(flags - 1).contains("(decoded below)")) {
            flags++;
        }
        lines.add(flags, "                    Revision : 03");
        assertRefused(flags + 1, String.join("\n", lines));
    }

    @Test
    void aRowWithoutOffsetIsRefusedNextToCompleteRawData() {
        String row = "          Base Address : 0000000100000000\n";
        assertRefused(lineOf(SRAT, "Raw Table Data"), SRAT.replace("Raw Table", row + "Raw Table"));
        assertRefused((int) SRAT.lines().count() + 2, SRAT + "\n" + row);
    }

    @Test
    void aRowWithoutOffsetIsRefusedAfterAFault() {
        String faulty =
                "[000h 0000   4] Signature : \"SLIT\"\n[004h 0004   4] Length : 00 00 \\\n[024h 0036   8] L : 00\n";
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse(faulty + "Locality 1 : 0A 14\n"))
                .withMessageStartingWith("iasl, line 4: a row of SLIT without an offset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Proximity Domain : 00000001",
                "  [0004]    Proximity Domain : 00000001",
                "Base Address : 0x0000000100000000",
                "Base Address:0000000100000000 // 4 GiB",
                "Reserved3 : 0000000000000000 /* none */",
                "Subtable Type : 01 [Memory Affinity]",
                "Oem ID : \"BOCHS \"",
                "Locality 0 : 0A 14 14 \\",
                "Reserved (8 bytes) : 00 00 00 00 00 00 00 00",
            })
    void manyKindsOfRowsNeedAnOffset(String row) {
        assertRefused(29, lines(EDITED, 26) + "\n\n" + row + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Enabled : 1",
                "**** Unknown SRAT subtable type 0x5",
                "Regards: Ann",
                "Memory : 64 GB",
                "Nodes : 2",
                "see https://example.org/a : 00",
                "\"quoted\"",
            })
    void textBelowATableIsNoRow(String text) {
        String table = SRAT.substring(0, SRAT.indexOf("Raw Table Data"));
        assertThat(parse(table + "\n" + text + "\n").table("SRAT")).isPresent();
        assertThat(parse(SRAT + "\n" + text + "\n").table("SRAT")).isPresent();
    }

    @Test
    void theBitsOfFlagsHaveNoOffsets() {
        String fields = HMAT.substring(0, HMAT.indexOf("Raw Table Data"));
        assertThat(fields).contains("\n                             Cache Line Size : 0040");
        assertThat(parse(fields).warnings()).isEmpty();
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse(fields.replace(
                        "                             Cache Line Size : 0040",
                        "\n                             Cache Line Size : 0040")))
                .withMessageContaining("a row of HMAT without an offset");
    }

    @Test
    void aTemplateIsRefusedAtItsFirstRow() {
        String template = """
                /*
                 * Template for [SRAT] ACPI Table (static data table)
                 * Format: [ByteLength]  FieldName : HexFieldValue
                 */
                [0004]                          Signature : "SRAT"    [System Resource Affinity Table]
                [0004]                       Table Length : 000000E0
                """;
        String why = "the rows of SRAT have no offsets, as in a template or an edited text;" + COMPILE;
        for (String text : new String[] {template, template.replaceAll("(?m)^\\[0004]", "")}) {
            assertThat(CaptureFormat.of(text.getBytes(StandardCharsets.UTF_8))).contains(CaptureFormat.IASL);
            assertThatExceptionOfType(CaptureException.class)
                    .isThrownBy(() -> parse(text))
                    .withMessage("iasl, line 5: " + why);
        }
        assertThat(parse(template.replace("SRAT", "FACP") + SRAT).signatures()).containsExactly("FACP", "SRAT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[$1h $2   $3] ",
                "[$1h $2  $3] ",
                "[$1h $2 00$3h] ",
                "[$1 $2   $3] ",
                "[0$1h 0$2 000$3h] ",
                "[00000$1h 000000$2 00$3h] ",
            })
    void theColumnsOfOlderAndNewerVersionsAreRead(String columns) {
        String text = lines(
                SRAT,
                SRAT.substring(0, SRAT.indexOf("Raw Table")).lines().toList().size());
        String other = text.replaceAll("(?m)^\\[(\\w+)h (\\d{4}) {3}(\\d)\\]", columns.strip());
        assertThat(parse(other).table("SRAT"))
                .hasValueSatisfying(bytes ->
                        assertThat(bytes).isEqualTo(parse(SRAT).table("SRAT").orElseThrow()));
    }

    private static String lines(String text, int count) {
        return text.lines().limit(count).reduce("", (a, b) -> a + b + "\n");
    }

    private static int lineOf(String text, String beginning) {
        return (int) text.lines().takeWhile(line -> !line.startsWith(beginning)).count() + 1;
    }
}
