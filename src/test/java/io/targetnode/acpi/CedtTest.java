package io.targetnode.acpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.targetnode.acpi.Cedt.Window;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CedtTest {

    private static final int FIRST = Cedt.FIRST_ENTRY_OFFSET;

    /** An entry of zeros, with one target. */
    private static final Optional<WindowDecoding> ONE_TARGET =
            Optional.of(new WindowDecoding(0, 0, 0, 0, 0, List.of(0)));

    private static final byte[] HOST_BRIDGE = Tables.cedtEntry(0, 32).array();
    private static final byte[] WINDOW = window(0x1_0000_0000L, 0x4000_0000L);

    @Test
    void tooManyWindowsAreRefused() {
        List<Cedt.Window> windows = Collections.nCopies(Cedt.MAX_WINDOWS + 1, new Cedt.Window(0, 36, 0, 0));
        assertThatThrownBy(() -> new Cedt(windows)).hasMessage("at most 1,024 windows are accepted");
    }

    @Test
    void windowsComeInTableOrderWithTheirIndexAmongAllEntriesAndTheirByteOffset() {
        byte[] other = window(0x2_0000_0000L, 0x1000_0000L);
        assertThat(read(Tables.cedt(HOST_BRIDGE, WINDOW, HOST_BRIDGE, other)).windows())
                .containsExactly(
                        new Window(1, 68, 0x1_0000_0000L, 0x4000_0000L, ONE_TARGET),
                        new Window(3, 140, 0x2_0000_0000L, 0x1000_0000L, ONE_TARGET));
    }

    @Test
    void aTableWithoutEntriesIsRead() {
        assertThat(read(Tables.cedt()).windows()).isEmpty();
    }

    @Test
    void baseAndSizeAreUnsigned64Bits() {
        assertThat(read(Tables.cedt(window(0xffff_ffff_ffff_f000L, -1))).windows())
                .containsExactly(new Window(0, FIRST, 0xffff_ffff_ffff_f000L, -1, ONE_TARGET));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 4, 255})
    void everyOtherTypeIsSkippedByItsLength(int type) {
        assertThat(read(Tables.cedt(Tables.cedtEntry(type, 300).array(), WINDOW))
                        .windows())
                .extracting(Window::offset)
                .containsExactly(FIRST + 300);
    }

    @Test
    void aWindowIsReadWhateverItsLengthFieldStates() {
        byte[] onlyEightBytes = Tables.cedtEntry(1, 8).array();
        byte[] behind = Tables.cedtEntry(0, 16).putLong(8, 0x4000_0000L).array();
        assertThat(read(Tables.cedt(onlyEightBytes, behind)).windows())
                .containsExactly(new Window(0, FIRST, 0x10_0000L, 0x4000_0000L));
    }

    @Test
    void aWindowWithItsSizeBeyondTheTablesEndIsRefused() {
        assertThat(assertRefused(Tables.cedt(Tables.cedtEntry(1, 23).array()), FIRST))
                .hasMessageContaining("a CFMWS entry needs 24 bytes, but the table ends after 23");
        assertThat(read(Tables.cedt(Tables.cedtEntry(1, 24).array())).windows()).hasSize(1);
    }

    @Test
    void aLastEntryOfOnlyASubheaderIsNotRead() {
        assertThat(read(Tables.cedt(WINDOW, new byte[] {1, 0, 40, 0})).windows())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aLastEntryShorterThanItsSubheaderIsNotRead(int length) {
        byte[] rest = new byte[length];
        Arrays.fill(rest, (byte) 1);
        assertThat(read(Tables.cedt(WINDOW, rest)).windows()).hasSize(1);
    }

    @Test
    void aLastSubheaderOfLengthZeroIsNotRead() {
        assertThat(Cedt.parse(Tables.cedt(WINDOW, new byte[4])).warnings()).isEmpty();
    }

    @Test
    void anEntryOfLengthZeroEndsTheWalkAndKeepsEarlierEntries() {
        Parsed<Cedt> parsed = Cedt.parse(Tables.cedt(WINDOW, new byte[4], WINDOW));
        assertThat(parsed.table().windows()).hasSize(1);
        assertThat(parsed.warnings())
                .containsExactly("CEDT, byte offset 76: an entry of length 0; the kernel ignores all entries after it");
    }

    @Test
    void aWindowOfLengthZeroIsReadBeforeTheWalkEnds() {
        byte[] window = WINDOW.clone();
        window[2] = 0;
        assertThat(read(Tables.cedt(window, WINDOW)).windows())
                .containsExactly(new Window(0, FIRST, 0x1_0000_0000L, 0x4000_0000L));
    }

    @Test
    void anEntryThatReachesPastTheEndIsRefusedAtItsOffset() {
        assertRefused(Tables.cedt(WINDOW, Arrays.copyOf(HOST_BRIDGE, 31)), FIRST + 40);
        byte[] longest = Tables.cedtEntry(0, 0xffff).array();
        assertThat(assertRefused(Tables.cedt(Arrays.copyOf(longest, 32)), FIRST))
                .hasMessage("CEDT, byte offset 36 (0x24): the entry needs 65535 bytes, but the table ends after 32; "
                        + "the kernel would read past its end");
    }

    @Test
    void aTableCutAnywhereIsRefused() {
        byte[] whole = Tables.cedt(HOST_BRIDGE, WINDOW);
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), length < 36 ? 0 : 4);
        }
    }

    @Test
    void aCutTableWithAMatchingHeaderIsReadOnlyIfAnEntryEndsThere() {
        byte[] whole = Tables.cedt(WINDOW, HOST_BRIDGE, WINDOW);
        List<Integer> starts = List.of(36, 76, 108);
        for (int length = 36; length < whole.length; length++) {
            byte[] cut = Tables.withHeader("CEDT", Arrays.copyOf(whole, length));
            int end = length;
            int lastStart = starts.stream().filter(s -> s <= end).reduce(0, (a, b) -> b);
            boolean entryIsLookedAt = length - lastStart > 4;
            if (entryIsLookedAt) {
                assertRefused(cut, lastStart);
            } else {
                assertThat(read(cut).windows()).as("cut to %d bytes", length).hasSize(lastStart == 36 ? 0 : 1);
            }
        }
    }

    @Test
    void aTableLongerThanItsHeaderStatesIsRefused() {
        byte[] table = Tables.cedt(WINDOW);
        assertThat(assertRefused(Arrays.copyOf(table, table.length + 1), 4))
                .hasMessageContaining("the header states a length of 76 bytes, but 77 were given");
    }

    @Test
    void aTableThatEndsBeforeItsFirstEntryIsRefused() {
        assertThat(catchThrowableOfType(
                        AcpiTableException.class, () -> Srat.parse(Tables.withHeader("SRAT", new byte[47]))))
                .hasMessage(
                        "SRAT, byte offset 4 (0x4): the length is 47 bytes, but the entries of SRAT begin at offset 48");
    }

    @Test
    void anotherTablesSignatureIsRefused() {
        assertThat(assertRefused(Tables.srat(3), 0))
                .hasMessageContaining("the signature is 'SRAT', but a binary CEDT was expected");
    }

    @Test
    void aWrongChecksumIsOnlyAWarning() {
        byte[] table = Tables.cedt(WINDOW);
        table[9]--;
        Parsed<Cedt> parsed = Cedt.parse(table);
        assertThat(parsed.table().windows()).hasSize(1);
        assertThat(parsed.warnings()).singleElement().asString().contains("add up to 0xff");
    }

    @Test
    void theLargestNumberOfWindowsIsReadAndOneMoreIsRefused() {
        byte[][] windows = Collections.nCopies(Cedt.MAX_WINDOWS + 1, WINDOW).toArray(byte[][]::new);
        assertThat(read(Tables.cedt(Arrays.copyOf(windows, Cedt.MAX_WINDOWS))).windows())
                .hasSize(Cedt.MAX_WINDOWS);
        assertThat(assertRefused(Tables.cedt(windows), FIRST + Cedt.MAX_WINDOWS * 40))
                .hasMessageContaining("at most 1,024 windows are accepted");
    }

    private static Cedt read(byte[] table) {
        return Cedt.parse(table).table();
    }

    private static AcpiTableException assertRefused(byte[] table, int offset) {
        AcpiTableException refusal = catchThrowableOfType(AcpiTableException.class, () -> Cedt.parse(table));
        assertThat(refusal).as("%d bytes", table.length).isNotNull();
        assertThat(refusal.table()).isEqualTo("CEDT");
        assertThat(refusal.offset()).as("%d bytes", table.length).isEqualTo(offset);
        return refusal;
    }

    private static byte[] window(long base, long size) {
        return Tables.cedtEntry(1, Cedt.CFMWS_BYTES)
                .putLong(8, base)
                .putLong(16, size)
                .array();
    }
}
