package io.targetnode.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HotAddTest {

    private static final HotAdd TWO_RANGES = new HotAdd(
            List.of(
                    new AddressRange(0x8000000000000000L, -1L),
                    new AddressRange(0x2000, 0x2fff),
                    new AddressRange(0x1000, 0x1fff)),
            OptionalLong.empty(),
            false,
            false);

    @Test
    void softReservedRangesAreJoinedInAscendingOrder() {
        assertThat(TWO_RANGES.softReserved())
                .containsExactly(new AddressRange(0x1000, 0x2fff), new AddressRange(0x8000000000000000L, -1L));
    }

    @ParameterizedTest
    @CsvSource({
        "0x0, 0xfff, false",
        "0x0, 0x1000, true",
        "0x2fff, 0x2fff, true",
        "0x3000, 0x7fffffffffffffff, false",
        "0x3000, 0x8000000000000000, true",
        "0xffffffffffffffff, 0xffffffffffffffff, true",
    })
    void aRangeWithOneSoftReservedByteIsFound(String start, String end, boolean found) {
        AddressRange range = new AddressRange(
                Long.parseUnsignedLong(start.substring(2), 16), Long.parseUnsignedLong(end.substring(2), 16));
        assertThat(TWO_RANGES.isSoftReserved(range)).isEqualTo(found);
        assertThat(HotAdd.NOTHING.isSoftReserved(range)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, -1})
    void theSizeOfBlocksIsAPowerOfTwo(long bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HotAdd(List.of(), OptionalLong.of(bytes), false, false))
                .withMessage("memory blocks of %s bytes", Long.toUnsignedString(bytes));
    }
}
