package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcpiDumpTest {

    private static final byte[] SRAT = DumpText.table("SRAT", 56);
    private static final String SRAT_TEXT = DumpText.of("SRAT", SRAT);

    private static AcpiDump parse(String text) {
        return AcpiDump.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String message, String text) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse(text))
                .withMessageStartingWith(message);
    }

    private static void assertSrat(String text) {
        assertThat(parse(text).table("SRAT"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(SRAT));
    }

    @Test
    void onlyTheTablesThatNodesDependOnAreStored() {
        AcpiDump dump = parse(DumpText.of("MSDM", "licence key 12345".getBytes(StandardCharsets.US_ASCII))
                + SRAT_TEXT
                + DumpText.of("SLIT", DumpText.table("SLIT", 45))
                + DumpText.of("HMAT", DumpText.table("HMAT", 40))
                + "RSD PTR @ 0x00000000000F52A0\n    0000: 52 53 44 20  RSD\n");
        assertThat(dump.signatures()).containsExactly("HMAT", "MSDM", "RSD PTR", "SLIT", "SRAT");
        assertThat(dump.table("SRAT")).isPresent();
        assertThat(dump.table("SLIT")).isPresent();
        assertThat(dump.table("HMAT")).isPresent();
        assertThat(dump.table("CEDT")).isEmpty();
        assertThat(dump.table("MSDM")).isEmpty();
    }

    @Test
    void theBytesOfADumpCannotBeChanged() {
        AcpiDump dump = parse(SRAT_TEXT);
        dump.table("SRAT").orElseThrow()[0] = 0;
        assertThat(dump.table("SRAT").orElseThrow()[0]).isEqualTo((byte) 'S');
    }

    @Test
    void theCharactersBesideTheBytesAreNotReadAsBytes() {
        byte[] table = DumpText.table("SRAT", 38);
        table[36] = 'A';
        table[37] = 'B';
        String text = DumpText.of("SRAT", table).replaceAll("AB\n", "12 34 56\n");
        assertThat(text).contains("12 34 56");
        assertThat(parse(text).table("SRAT"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(table));
    }

    @Test
    void otherWritersOfTheFormatAreRead() {
        assertSrat(SRAT_TEXT.replace("\n", "\r\n"));
        assertSrat(SRAT_TEXT.replace("SRAT @ ", "SRAT@"));
        assertSrat(SRAT_TEXT.replace("SRAT @ ", "  SRAT  @\t"));
        assertSrat(SRAT_TEXT.replace("    00", "000000"));
        assertSrat(SRAT_TEXT.toLowerCase(Locale.ROOT).replaceFirst("srat", "SRAT"));
        assertSrat(SRAT_TEXT.replaceAll("(?m) {2,}\\S*$", ""));
        assertSrat("SSDT12 @ 0x0\n    0000: 00\n\n" + SRAT_TEXT);
        assertSrat("acpidump of host\n\n" + SRAT_TEXT.strip());
    }

    @Test
    void copiesOfMailsAndPagesAreRead() {
        assertSrat(SRAT_TEXT.replace("\n", "\n\n"));
        assertSrat(SRAT_TEXT.replaceAll("(?m)^(.{60})(.+)$", "$1\n$2"));
        assertSrat(SRAT_TEXT.replaceAll(" +", " "));
        assertSrat(SRAT_TEXT.replaceAll("(?m)(?<=.)$", " \\\\"));
        assertRefused(
                "acpidump, line 4: a row of SRAT was expected",
                SRAT_TEXT.replaceAll(" +", " ").replaceAll("0020: ..", "0020: x"));
        assertRefused("acpidump, line 6: a row of SRAT was expected", SRAT_TEXT.stripTrailing() + "\n    0038: x\n");
    }

    @Test
    void aTableOfMoreThan64KibHasLongerOffsets() {
        byte[] table = DumpText.table("SRAT", 0x10020);
        String text = DumpText.of("SRAT", table);
        assertThat(text).contains("    10010: ");
        assertThat(parse(text).table("SRAT"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(table));
    }

    @Test
    void aHeadingEndsTheTableBeforeIt() {
        AcpiDump dump = parse(SRAT_TEXT.stripTrailing() + "\nFACP @ 0x0000000000000000\n    0000: zz\n" + "CEDT @ 0x0\n"
                + DumpText.of("CEDT", DumpText.table("CEDT", 36)).lines().skip(1).toList().stream()
                        .reduce("", (a, b) -> a + b + "\n"));
        assertThat(dump.signatures()).containsExactly("CEDT", "FACP", "SRAT");
        assertThat(dump.table("CEDT")).isPresent();
    }

    @Test
    void theSameTableMayAppearTwiceButNoOther() {
        assertSrat(SRAT_TEXT + "\n" + SRAT_TEXT);
        assertSrat(SRAT_TEXT.stripTrailing() + "\n" + SRAT_TEXT);
        String ssdts =
                DumpText.of("SSDT", DumpText.table("SSDT", 40)) + DumpText.of("SSDT", DumpText.table("SSDT", 50));
        assertSrat(ssdts + SRAT_TEXT);
        assertRefused(
                "acpidump, line 8: a second, different SRAT; a machine has only one, so give the dump of one boot",
                SRAT_TEXT + "\n" + DumpText.of("SRAT", DumpText.table("SRAT", 60)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    0010: 5G 00",
                "    0010: 00 5",
                "    0010: 000 00",
                "    0010: 00 00 x",
                "    0010: ",
                "    0010:00 00",
                "    0010 00 00",
                "    123456789: 00 00",
                "    001: 00 00",
                "    0010: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 000"
            })
    void aMalformedRowIsRefusedWithoutShowingIt(String row) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse(firstRows(1) + row + "\n"))
                .withMessage(
                        "acpidump, line 3: a row of SRAT was expected: an offset, a colon, and up to 16 bytes in hexadecimal"
                                + ", each after a space");
    }

    @ParameterizedTest
    @CsvSource({
        "0020,'SRAT continues at offset 0x20 instead of 0x10: rows are missing, repeated or out of order'",
        "0000,'SRAT continues at offset 0x0 instead of 0x10'",
        "ffffffff,'SRAT continues at offset 0xffffffff instead of 0x10'",
    })
    void aJumpOfTheOffsetIsRefused(String offset, String message) {
        assertRefused("acpidump, line 3: " + message, firstRows(1) + "    " + offset + ": 00 00\n");
    }

    @Test
    void missingRowsAtTheEndAreRefusedAtTheHeading() {
        assertRefused(
                "acpidump, line 3: SRAT has 48 bytes, but its header states 56: rows at the end are missing",
                "\n\n" + firstRows(3));
        assertRefused("acpidump, line 1: SRAT has 16 bytes, fewer than the 36 of a table's header", firstRows(1));
        assertRefused("acpidump, line 1: SRAT has 1 bytes", "SRAT @ 0x0\n\n    0000: 00");
    }

    @Test
    void aTableAboveTheLimitIsRefused() {
        byte[] most = DumpText.table("SRAT", DumpedTable.MAX_BYTES);
        assertThat(parse(DumpText.of("SRAT", most)).table("SRAT")).isPresent();
        byte[] more = DumpText.table("SRAT", DumpedTable.MAX_BYTES + 1);
        assertRefused("acpidump, line 65538: SRAT has more than 1,048,576 bytes", DumpText.of("SRAT", more));
    }

    @Test
    void rowsWithoutHeadingAreRefused() {
        assertRefused(
                "acpidump, line 2: a row of a table without a heading like 'SRAT @ 0x0000000000000000'",
                "acpidump of host\n    0000: 53 52 41 54\n");
        assertRefused("acpidump, line 8: a row of a table without a heading", SRAT_TEXT + "\n    0040: 00 00\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "SRAT", "\n\n"})
    void aTextWithoutAnyTableIsRefused(String text) {
        assertRefused("acpidump: no heading of a table, like 'SRAT @ 0x0000000000000000', was found", text);
    }

    private static String firstRows(int rows) {
        return SRAT_TEXT.lines().limit(1 + rows).reduce("", (a, b) -> a + b + "\n");
    }
}
