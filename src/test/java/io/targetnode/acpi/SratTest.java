package io.targetnode.acpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SratTest {

    private static final int FIRST = Srat.FIRST_ENTRY_OFFSET;
    private static final byte[] APIC = apic(0, 1).array();
    private static final byte[] MEMORY = memory(1, 0x1_0000_0000L, 0x4000_0000L, 1);
    private static final byte[] X2APIC = Tables.sratEntry(2, 24)
            .putInt(4, 0x80000001)
            .putInt(8, 0xfffffffe)
            .putInt(12, 1)
            .array();
    private static final byte[] INITIATOR =
            Tables.sratEntry(5, 32).put(3, (byte) 1).putInt(4, 7).putInt(24, 1).array();

    @Test
    void onlyEnabledProcessorsHaveADomain() {
        Srat narrow = new Srat(1, List.of(), false);
        Srat wide = new Srat(2, List.of(), false);
        assertThat(narrow.domainOfProcessor(new SratEntry.Apic(0, 48, 0x102, true, 0)))
                .hasValue(2);
        assertThat(wide.domainOfProcessor(new SratEntry.Apic(0, 48, 0x102, true, 0)))
                .hasValue(0x102);
        assertThat(narrow.domainOfProcessor(new SratEntry.X2Apic(0, 48, 0x102, true, 0)))
                .hasValue(0x102);
        assertThat(narrow.domainOfProcessor(new SratEntry.Gicc(0, 48, 0x102, true)))
                .hasValue(0x102);
        assertThat(narrow.domainOfProcessor(new SratEntry.Rintc(0, 48, 0x102, true)))
                .hasValue(0x102);
        for (SratEntry without : List.of(
                new SratEntry.Apic(0, 48, 1, false, 0),
                new SratEntry.X2Apic(0, 48, 1, false, 0),
                new SratEntry.Gicc(0, 48, 1, false),
                new SratEntry.Rintc(0, 48, 1, false),
                new SratEntry.GenericInitiator(0, 48, 1, true))) {
            assertThat(wide.domainOfProcessor(without)).isEmpty();
        }
    }

    @Test
    void entriesComeInTableOrderWithTheirIndexAndTheirByteOffset() {
        Srat srat = read(Tables.srat(3, APIC, MEMORY, X2APIC, INITIATOR));
        assertThat(srat.revision()).isEqualTo(3);
        assertThat(srat.endsInZeroLength()).isFalse();
        assertThat(srat.entries())
                .containsExactly(
                        new SratEntry.Apic(0, 48, 0, true, 0),
                        new SratEntry.Memory(1, 64, 1, 0x1_0000_0000L, 0x4000_0000L, true, false, false),
                        new SratEntry.X2Apic(2, 104, 0x80000001, true, 0xfffffffe),
                        new SratEntry.GenericInitiator(3, 128, 7, true));
    }

    @Test
    void aTableWithoutEntriesIsRead() {
        assertThat(read(Tables.srat(3)).entries()).isEmpty();
    }

    @Test
    void theRevisionIsAnUnsignedByte() {
        assertThat(read(Tables.srat(255)).revision()).isEqualTo(255);
    }

    @Test
    void memoryEntriesHaveTypeOneAndALengthThatTheKernelAccepts() {
        byte[] shortMemory = Tables.sratEntry(1, 39).array();
        Srat srat = read(Tables.srat(3, APIC, MEMORY, shortMemory, MEMORY));
        assertThat(srat.memoryEntries()).extracting(SratEntry.Memory::index).containsExactly(1, 3);
    }

    @Test
    void aProcessorsProximityDomainHasALowByteAndThreeHighBytes() {
        byte[] entry = apic(0x11, 1)
                .put(3, (byte) 0xfe)
                .put(9, (byte) 0x22)
                .put(10, (byte) 0x33)
                .put(11, (byte) 0x84)
                .array();
        assertThat(read(Tables.srat(3, entry)).entries())
                .containsExactly(new SratEntry.Apic(0, FIRST, 0x84332211, true, 0xfe));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 0xfffffffe})
    void onlyTheLowestFlagEnablesAProcessor(int flags) {
        byte[] x2apic = Tables.sratEntry(2, 24).putInt(12, flags).array();
        assertThat(read(Tables.srat(3, apic(0, flags).array(), x2apic)).entries())
                .containsExactly(new SratEntry.Apic(0, 48, 0, false, 0), new SratEntry.X2Apic(1, 64, 0, false, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 0xfffffffe})
    void onlyTheLowestFlagEnablesAGenericInitiator(int flags) {
        byte[] entry = Tables.sratEntry(5, 32).putInt(24, flags).array();
        assertThat(read(Tables.srat(3, entry)).entries())
                .containsExactly(new SratEntry.GenericInitiator(0, FIRST, 0, false));
    }

    @Test
    void theFlagsOfAMemoryEntryAreIndependent() {
        Srat srat =
                read(Tables.srat(3, memory(0, 0, 1, 0), memory(0, 0, 1, 2), memory(0, 0, 1, 4), memory(0, 0, 1, -1)));
        assertThat(srat.memoryEntries())
                .containsExactly(
                        new SratEntry.Memory(0, 48, 0, 0, 1, false, false, false),
                        new SratEntry.Memory(1, 88, 0, 0, 1, false, true, false),
                        new SratEntry.Memory(2, 128, 0, 0, 1, false, false, true),
                        new SratEntry.Memory(3, 168, 0, 0, 1, true, true, true));
    }

    @Test
    void baseAndLengthOfAMemoryEntryAreUnsigned64Bits() {
        Srat srat = read(Tables.srat(3, memory(-1, 0xffff_ffff_ffff_f000L, 0x8000_0000_0000_0001L, 1)));
        assertThat(srat.memoryEntries())
                .containsExactly(new SratEntry.Memory(
                        0, FIRST, -1, 0xffff_ffff_ffff_f000L, 0x8000_0000_0000_0001L, true, false, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 41, 255})
    void aMemoryEntryMayBeLongerThanFortyBytes(int length) {
        Srat srat = read(Tables.srat(3, Tables.sratEntry(1, length).array(), MEMORY));
        assertThat(srat.memoryEntries()).extracting(SratEntry.Memory::offset).containsExactly(FIRST, FIRST + length);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 39})
    void aMemoryEntryBelowFortyBytesHasAWrongLength(int length) {
        assertWrongLength(1, length);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 15, 17, 255})
    void aProcessorEntryHasAWrongLengthUnlessItIsSixteen(int length) {
        assertWrongLength(0, length);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 16, 23})
    void anX2ApicEntryBelowTwentyFourBytesHasAWrongLength(int length) {
        assertWrongLength(2, length);
    }

    @Test
    void anX2ApicEntryMayBeLongerThanTwentyFourBytes() {
        assertThat(read(Tables.srat(3, Tables.sratEntry(2, 25).array())).entries())
                .containsExactly(new SratEntry.X2Apic(0, FIRST, 0, false, 0));
    }

    @Test
    void aGiccEntryHasAProximityDomainOf32BitsThatIsNotAligned() {
        byte[] entry = Tables.sratEntry(3, 18)
                .putInt(2, 0x89abcdef)
                .putInt(6, 99)
                .putInt(10, 1)
                .array();
        byte[] disabled = Tables.sratEntry(3, 40).putInt(2, 7).putInt(10, -2).array();
        assertThat(read(Tables.srat(1, entry, disabled)).entries())
                .containsExactly(
                        new SratEntry.Gicc(0, FIRST, 0x89abcdef, true), new SratEntry.Gicc(1, FIRST + 18, 7, false));
    }

    @Test
    void aRintcEntryHasAProximityDomainOf32Bits() {
        byte[] entry =
                Tables.sratEntry(7, 20).putInt(4, 0x89abcdef).putInt(12, 1).array();
        assertThat(read(Tables.srat(3, entry, Tables.sratEntry(7, 21).array())).entries())
                .containsExactly(
                        new SratEntry.Rintc(0, FIRST, 0x89abcdef, true), new SratEntry.Rintc(1, FIRST + 20, 0, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 16, 17})
    void aGiccEntryBelowEighteenBytesHasAWrongLength(int length) {
        Srat srat = read(Tables.srat(3, Arrays.copyOf(new byte[] {3, (byte) length}, 18)));
        assertThat(srat.entries().get(0)).isEqualTo(new SratEntry.WrongLength(0, FIRST, 3, length));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 18, 19})
    void aRintcEntryBelowTwentyBytesHasAWrongLength(int length) {
        assertWrongLength(7, length);
    }

    @Test
    void everyLengthOfAGiccEntryIsReadOrRefused() {
        for (int length = 0; length < 256; length++) {
            byte[] table = Tables.srat(
                    3, Arrays.copyOf(Tables.sratEntry(3, Math.max(2, length)).array(), 300));
            table[FIRST + 1] = (byte) length;
            SratEntry first = read(table).entries().get(0);
            assertThat(first.type()).isEqualTo(3);
            assertThat(first instanceof SratEntry.Gicc).isEqualTo(length >= 18);
        }
    }

    @Test
    void entriesOfSomeTypesCanBeSkipped() {
        Srat srat = read(Tables.srat(
                3, Tables.sratEntry(3, 18).array(), Tables.sratEntry(7, 8).array(), MEMORY));
        assertThat(srat.skipping(Set.of(3, 7)).entries())
                .containsExactly(
                        new SratEntry.Skipped(0, FIRST, 3),
                        new SratEntry.Skipped(1, FIRST + 18, 7),
                        srat.entries().get(2));
        assertThat(srat.skipping(Set.of(2))).isSameAs(srat);
    }

    @Test
    void everyEntryKnowsItsType() {
        for (int type = 0; type < 9; type++) {
            assertThat(read(Tables.srat(
                                    3,
                                    Tables.sratEntry(type, type == 0 ? 16 : 40).array()))
                            .entries()
                            .get(0)
                            .type())
                    .isEqualTo(type);
        }
    }

    @Test
    void aGenericInitiatorIsReadWhateverItsLengthFieldStates() {
        byte[] entry = Tables.sratEntry(5, 4).array();
        byte[] behind = new byte[28];
        behind[1] = 28;
        behind[20] = 1;
        assertThat(read(Tables.srat(3, entry, behind)).entries().get(0))
                .isEqualTo(new SratEntry.GenericInitiator(0, FIRST, 28 << 8, true));
    }

    @Test
    void aGenericInitiatorWithItsFlagsBeyondTheTablesEndIsRefused() {
        assertRefused(Tables.srat(3, Arrays.copyOf(Tables.sratEntry(5, 27).array(), 27)), FIRST);
        assertThat(read(Tables.srat(3, Tables.sratEntry(5, 28).array())).entries())
                .hasSize(1);
    }

    @Test
    void aGenericPortNamesItsDevice() {
        byte[] port = Tables.sratEntry(6, 32)
                .putInt(4, -2)
                .put(8, "ACPI0016".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(16, 7)
                .putInt(24, 1)
                .array();
        SratEntry.GenericPort read =
                (SratEntry.GenericPort) read(Tables.srat(3, port)).entries().get(0);
        assertThat(read).isEqualTo(new SratEntry.GenericPort(0, FIRST, -2, true, 0, 0x3631303049504341L, 7));
        assertThat(read.type()).isEqualTo(6);
        assertThat(read.namesHostBridge(7)).isTrue();
        assertThat(read.namesHostBridge(8)).isFalse();
        assertThat(new SratEntry.GenericPort(0, FIRST, 0, true, 1, 0x3631303049504341L, 7).namesHostBridge(7))
                .isFalse();
        assertThat(new SratEntry.GenericPort(0, FIRST, 0, true, 0, 1, 7).namesHostBridge(7))
                .isFalse();
    }

    @Test
    void aGenericPortWithItsFlagsBeyondTheTablesEndIsSkipped() {
        assertThat(read(Tables.srat(3, Tables.sratEntry(6, 27).array())).entries())
                .containsExactly(new SratEntry.Skipped(0, FIRST, 6));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 128, 255})
    void anUnknownTypeIsSkippedByItsLength(int type) {
        Srat srat = read(Tables.srat(3, Tables.sratEntry(type, 5).array(), MEMORY));
        assertThat(srat.entries().get(0)).isEqualTo(new SratEntry.Skipped(0, FIRST, type));
        assertThat(srat.memoryEntries()).extracting(SratEntry.Memory::offset).containsExactly(FIRST + 5);
    }

    @Test
    void aLastEntryOfOnlyASubheaderIsNotRead() {
        byte[] onlyHeader = {1, 40};
        assertThat(read(Tables.srat(3, MEMORY, onlyHeader)).entries()).hasSize(1);
    }

    @Test
    void aLastEntryShorterThanItsSubheaderIsNotRead() {
        assertThat(read(Tables.srat(3, MEMORY, new byte[] {1})).entries()).hasSize(1);
    }

    @Test
    void aLastSubheaderOfLengthZeroIsNotRead() {
        Srat srat = read(Tables.srat(3, MEMORY, new byte[2]));
        assertThat(srat.entries()).hasSize(1);
        assertThat(srat.endsInZeroLength()).isFalse();
    }

    @Test
    void anEntryOfLengthTwoBeforeAnotherEntryIsSkipped() {
        Srat srat = read(Tables.srat(3, new byte[] {9, 2}, MEMORY));
        assertThat(srat.entries()).hasSize(2);
    }

    @Test
    void theWalkContinuesInTheMiddleOfAnEntryOfLengthOne() {
        Srat srat = read(Tables.srat(3, new byte[] {9, 1}, new byte[] {3, 0}));
        assertThat(srat.entries())
                .containsExactly(new SratEntry.Skipped(0, 48, 9), new SratEntry.WrongLength(1, 49, 1, 3));
    }

    @Test
    void anEntryOfLengthZeroEndsTheWalkAndIsTheLastEntry() {
        Srat srat = read(Tables.srat(3, MEMORY, new byte[] {1, 0}, MEMORY));
        assertThat(srat.endsInZeroLength()).isTrue();
        assertThat(srat.entries()).hasSize(2).last().isEqualTo(new SratEntry.WrongLength(1, 88, 1, 0));
    }

    @Test
    void aGenericInitiatorOfLengthZeroIsReadBeforeTheWalkEnds() {
        byte[] initiator =
                Tables.sratEntry(5, 32).put(1, (byte) 0).putInt(24, 1).array();
        Srat srat = read(Tables.srat(3, initiator, MEMORY));
        assertThat(srat.endsInZeroLength()).isTrue();
        assertThat(srat.entries()).containsExactly(new SratEntry.GenericInitiator(0, FIRST, 0, true));
    }

    @Test
    void anEntryThatReachesPastTheEndIsRefusedAtItsOffset() {
        byte[] table = Tables.srat(3, MEMORY, Arrays.copyOf(MEMORY, 39));
        AcpiTableException refusal = assertRefused(table, FIRST + 40);
        assertThat(refusal)
                .hasMessage("SRAT, byte offset 88 (0x58): the entry needs 40 bytes, but the table ends after 39; "
                        + "the kernel would read past its end");
    }

    @Test
    void aTableCutAnywhereIsRefused() {
        byte[] whole = Tables.srat(3, APIC, MEMORY, X2APIC, INITIATOR);
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), length < 36 ? 0 : 4);
        }
    }

    @Test
    void aCutTableWithAMatchingHeaderIsReadOnlyIfAnEntryEndsThere() {
        byte[] whole = Tables.srat(3, APIC, MEMORY, X2APIC, INITIATOR);
        List<Integer> starts = List.of(48, 64, 104, 128, 160);
        for (int length = 36; length < whole.length; length++) {
            byte[] cut = Tables.withHeader("SRAT", Arrays.copyOf(whole, length));
            int end = length;
            int lastStart = starts.stream().filter(s -> s <= end).reduce(4, (a, b) -> b);
            boolean entryIsLookedAt = length - lastStart > 2;
            if (entryIsLookedAt) {
                assertRefused(cut, lastStart);
            } else {
                assertThat(read(cut).entries()).as("cut to %d bytes", length).hasSize(starts.indexOf(lastStart));
            }
        }
    }

    @Test
    void aTableLongerThanItsHeaderStatesIsRefused() {
        byte[] table = Tables.srat(3, MEMORY);
        assertThat(assertRefused(Arrays.copyOf(table, table.length + 1), 4))
                .hasMessage("SRAT, byte offset 4 (0x4): the header states a length of 88 bytes, but 89 were given");
    }

    @Test
    void aLengthOfFourGibibytesIsUnsigned() {
        byte[] table = Tables.srat(3);
        Arrays.fill(table, 4, 8, (byte) 0xff);
        assertThat(assertRefused(table, 4)).hasMessageContaining("4,294,967,295 bytes, but 48 were given");
    }

    @Test
    void anotherTablesSignatureIsRefused() {
        assertThat(assertRefused(Tables.withHeader("CEDT", new byte[48]), 0))
                .hasMessageContaining("the signature is 'CEDT', but a binary SRAT was expected");
    }

    @Test
    void aMessageShowsAWrongSignatureInPrintableCharacters() {
        byte[] elf = new byte[64];
        elf[0] = 0x7f;
        elf[1] = 'E';
        elf[2] = '\n';
        elf[3] = (byte) 0xc4;
        assertThat(assertRefused(elf, 0)).hasMessageContaining("the signature is '?E??'");
    }

    @Test
    void aWrongChecksumIsOnlyAWarning() {
        byte[] table = Tables.srat(3, MEMORY);
        table[9] = (byte) (table[9] + 5);
        Parsed<Srat> parsed = Srat.parse(table);
        assertThat(parsed.table().memoryEntries()).hasSize(1);
        assertThat(parsed.warnings())
                .containsExactly("SRAT: the checksum is wrong (the bytes add up to 0x05, not 0); "
                        + "the kernel's NUMA code does not verify it");
    }

    @Test
    void aRightChecksumGivesNoWarning() {
        assertThat(Srat.parse(Tables.srat(3, MEMORY)).warnings()).isEmpty();
    }

    @Test
    void aTableOfOneMebibyteIsReadAndOneByteMoreIsRefused() {
        byte[] largest = Tables.withHeader("SRAT", new byte[1 << 20]);
        assertThat(read(largest).endsInZeroLength()).isTrue();
        assertThat(assertRefused(new byte[(1 << 20) + 1], 0)).hasMessageContaining("1,048,577 bytes");
    }

    private static Srat read(byte[] table) {
        return Srat.parse(table).table();
    }

    private static void assertWrongLength(int type, int length) {
        Srat srat = read(Tables.srat(3, Tables.sratEntry(type, length).array(), MEMORY));
        assertThat(srat.entries().get(0)).isEqualTo(new SratEntry.WrongLength(0, FIRST, type, length));
        assertThat(srat.entries().get(1).offset()).isEqualTo(FIRST + length);
    }

    private static AcpiTableException assertRefused(byte[] table, int offset) {
        AcpiTableException refusal = catchThrowableOfType(AcpiTableException.class, () -> Srat.parse(table));
        assertThat(refusal).as("%d bytes", table.length).isNotNull();
        assertThat(refusal.table()).isEqualTo("SRAT");
        assertThat(refusal.offset()).as("%d bytes", table.length).isEqualTo(offset);
        return refusal;
    }

    private static ByteBuffer apic(int proximityDomain, int flags) {
        return Tables.sratEntry(0, 16).put(2, (byte) proximityDomain).putInt(4, flags);
    }

    private static byte[] memory(int proximityDomain, long base, long length, int flags) {
        return Tables.sratEntry(1, 40)
                .putInt(2, proximityDomain)
                .putLong(8, base)
                .putLong(16, length)
                .putInt(28, flags)
                .array();
    }
}
