package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.targetnode.memory.AddressRange;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirmwareMemmapTest {

    private static FirmwareMemmap parse(String... lines) {
        return FirmwareMemmap.parse(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String message, String... lines) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse(lines))
                .withMessageStartingWith(message);
    }

    @Test
    void theFirstPageAndTheBiosAreaAreRemoved() {
        assertThat(parse("0x0 0x7fffff System RAM").systemRam())
                .containsExactly(new AddressRange(0x1000, 0x9ffff), new AddressRange(0x100000, 0x7fffff));
    }

    @Test
    void onlySystemRamIsReadWithOrWithoutIndex() {
        assertThat(parse(
                                "7 0x200000 0x2fffff System RAM",
                                "",
                                "0x100000 0x1fffff Reserved",
                                "  0  0x400000  0x4fffff  System RAM\r",
                                "2 0x500000 0x5fffff Persistent Memory")
                        .systemRam())
                .containsExactly(new AddressRange(0x200000, 0x2fffff), new AddressRange(0x400000, 0x4fffff));
    }

    @Test
    void specificPurposeMemoryIsReadApart() {
        FirmwareMemmap memmap = parse("0 0x100000 0x1fffff System RAM", "1 0x200000 0x2fffff Soft Reserved");
        assertThat(memmap.systemRam()).containsExactly(new AddressRange(0x100000, 0x1fffff));
        assertThat(memmap.softReserved()).containsExactly(new AddressRange(0x200000, 0x2fffff));
    }

    @Test
    void attributesMayComeInAnyOrderAndFromAnyFolder() {
        assertThat(parse(
                                "/sys/firmware/memmap/10/end:0x2fffff",
                                "/sys/firmware/memmap/2/type:Reserved",
                                "/sys/firmware/memmap/10/type:System RAM",
                                "./2/start:0x0",
                                "/sys/firmware/memmap/10/start:0x200000",
                                "2/end:0xfff")
                        .systemRam())
                .containsExactly(new AddressRange(0x200000, 0x2fffff));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "end", "type"})
    void anIncompleteEntryIsRefused(String missing) {
        String all =
                "m/0/start:0x0\nm/0/end:0xfff\nm/0/type:Reserved\nm/3/start:0x100000\nm/3/end:0x1fffff\nm/3/type:System RAM\n";
        String text = all.replaceAll("m/3/" + missing + ":.*\n", "");
        assertRefused("memmap, line 4: the entry that begins here has no " + missing, text);
    }

    @Test
    void anAttributeThatIsGivenTwiceIsRefused() {
        assertRefused("memmap, line 2: the end of entry 3 is given twice", "3/end:0x1", "3/end:0x1");
    }

    @ParameterizedTest
    @CsvSource({
        "3/start:100000,the start is not an address like 0x100000",
        "3/end:,the end is not an address like 0x100000",
    })
    void anAttributeThatIsNotAnAddressIsRefused(String line, String message) {
        assertRefused("memmap, line 1: " + message, line);
    }

    @Test
    void anEmptyTypeIsAMissingType() {
        assertRefused("memmap, line 1: the entry that begins here has no type", "3/start:0x0", "3/end:0x1", "3/type:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0x0 0x9fbff|a line like '0x100000 0x7ffdffff System RAM' or",
                "0 0 9fbff System RAM|a line like '0x100000 0x7ffdffff System RAM' or",
                "0 0x2 0x1 System RAM|the range ends at 0x1, before its start 0x2",
                "0 0x0 0x10000000000000000 System RAM|the end of the range does not fit into 64 bits",
            })
    void aMalformedLineIsRefusedWithItsNumber(String line, String message) {
        assertRefused("memmap, line 2: " + message, "0 0x0 0xfff Reserved", line);
    }

    @Test
    void promptsAndOtherTextAreSkipped() {
        assertThat(FirmwareMemmap.parse("```\n# cat memmap\n0 0x1000 0x9ffff System RAM\n```\n"
                                .getBytes(StandardCharsets.US_ASCII))
                        .systemRam())
                .hasSize(1);
    }

    @Test
    void attributesThatMakeNoRangeAreRefusedAtTheFirstLineOfTheEntry() {
        assertRefused(
                "memmap, line 1: the range ends at 0x1, before its start 0x2",
                "3/start:0x2",
                "3/end:0x1",
                "3/type:System RAM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n"})
    void anEmptyTextIsRefused(String text) {
        assertRefused("memmap: the text is empty", text);
    }

    @Test
    void aMapWithoutSystemRamIsRefused() {
        assertRefused(
                "memmap: none of the entries up to line 1 is System RAM above the first page", "0x0 0xfff System RAM");
    }

    @Test
    void tooManyEntriesAreRefused() {
        String most = "0x100000 0x1fffff System RAM\n".repeat(FirmwareMemmapReader.MAX_ENTRIES);
        assertThat(parse(most).systemRam()).hasSize(FirmwareMemmapReader.MAX_ENTRIES);
        assertRefused("memmap, line 65537: more than 65,536 entries", most + "1/start:0x0");
    }
}
