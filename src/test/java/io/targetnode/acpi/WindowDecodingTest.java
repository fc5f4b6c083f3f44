package io.targetnode.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowDecodingTest {

    @Test
    void everyFieldOfACfmwsIsRead() {
        ByteBuffer window = Tables.cedtEntry(1, 44)
                .put(24, (byte) 1)
                .put(25, (byte) 1)
                .putInt(28, 2)
                .putShort(32, (short) 0xfff4)
                .putShort(34, (short) 0xffff)
                .putInt(36, 7)
                .putInt(40, -1);
        WindowDecoding decoding = decoding(window);
        assertThat(decoding).isEqualTo(new WindowDecoding(1, 1, 2, 0xfff4, 0xffff, List.of(7, -1)));
        assertThat(decoding.allowsVolatile()).isTrue();
        assertThat(decoding.ways()).hasValue(2);
    }

    @Test
    void theLengthOfTheEntryLimitsItsTargets() {
        assertThat(decoding(Tables.cedtEntry(1, 47).put(24, (byte) 4)).targets())
                .containsExactly(0, 0);
        assertThat(decoding(Tables.cedtEntry(1, 100).put(24, (byte) 5)).targets())
                .isEmpty();
        assertThat(Cedt.parse(Tables.cedt(Tables.cedtEntry(1, 35).array()))
                        .table()
                        .windows()
                        .get(0)
                        .decoding())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "4,16", "8,3", "9,6", "10,12"})
    void waysAreAPowerOfTwoOrThreeTimesOne(int encoded, int ways) {
        assertThat(with(encoded).ways()).hasValue(ways);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7, 11, 255})
    void otherEncodingsOfWaysAreNotDefined(int encoded) {
        assertThat(with(encoded).ways()).isEmpty();
    }

    @Test
    void aWindowWithoutTheRestrictionHoldsNoVolatileMemory() {
        assertThat(with(0).allowsVolatile()).isFalse();
    }

    private static WindowDecoding with(int ways) {
        return new WindowDecoding(ways, 0, 0, 0, 0, List.of());
    }

    private static WindowDecoding decoding(ByteBuffer window) {
        byte[] entry = new byte[window.capacity()];
        window.get(0, entry);
        return Cedt.parse(Tables.cedt(entry))
                .table()
                .windows()
                .get(0)
                .decoding()
                .orElseThrow();
    }
}
