package io.targetnode.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressRangeTest {

    private static final AddressRange WINDOW = new AddressRange(0x20000000L, 0x2fffffffL);
    private static final AddressRange EVERYTHING = new AddressRange(0, -1L);

    @Test
    void aRangeContainsBothEnds() {
        assertThat(WINDOW.contains(0x20000000L)).isTrue();
        assertThat(WINDOW.contains(0x2fffffffL)).isTrue();
        assertThat(WINDOW.contains(0x1fffffffL)).isFalse();
        assertThat(WINDOW.contains(0x30000000L)).isFalse();
        assertThat(EVERYTHING.contains(-1L)).isTrue();
        assertThat(EVERYTHING.contains(Long.MIN_VALUE)).isTrue();
    }

    @Test
    void adjacentRangesDoNotOverlap() {
        assertThat(WINDOW.overlaps(new AddressRange(0x2fffffffL, 0x2fffffffL))).isTrue();
        assertThat(WINDOW.overlaps(new AddressRange(0, 0x20000000L))).isTrue();
        assertThat(WINDOW.overlaps(new AddressRange(0x30000000L, 0x3fffffffL))).isFalse();
        assertThat(WINDOW.overlaps(new AddressRange(0, 0x1fffffffL))).isFalse();
        assertThat(WINDOW.overlaps(EVERYTHING)).isTrue();
    }

    @Test
    void anEndBelowTheStartIsRefused() {
        assertThatThrownBy(() -> new AddressRange(Long.MIN_VALUE, 1))
                .hasMessage("end 0x1 lies below start 0x8000000000000000");
    }

    @Test
    void aRangeIsPrintedAsTheKernelPrintsIt() {
        assertThat(new AddressRange(0x1000, 0x5fffffffL).asKernelPrints()).isEqualTo("[mem 0x00001000-0x5fffffff]");
        assertThat(EVERYTHING.asKernelPrints()).isEqualTo("[mem 0x00000000-0xffffffffffffffff]");
        assertThat(WINDOW).hasToString("0x20000000-0x2fffffff");
    }

    @Test
    void theSizeOfARangeCountsBothEnds() {
        assertThat(WINDOW.sizeBytes()).isEqualTo(256L << 20);
        assertThat(new AddressRange(5, 5).sizeBytes()).isEqualTo(1);
        assertThat(EVERYTHING.sizeBytes()).as("2^64, modulo 2^64").isZero();
    }

    @Test
    void joinedRangesAreAscendingAndHaveGaps() {
        assertThat(AddressRange.joined(List.of(
                        new AddressRange(0x8000000000000000L, -1L),
                        new AddressRange(0x3000, 0x3fff),
                        new AddressRange(0x1000, 0x1fff),
                        new AddressRange(0x2000, 0x2fff),
                        new AddressRange(0x1800, 0x18ff),
                        new AddressRange(0xc000000000000000L, -1L),
                        new AddressRange(0x5000, 0x5fff))))
                .containsExactly(
                        new AddressRange(0x1000, 0x3fff),
                        new AddressRange(0x5000, 0x5fff),
                        new AddressRange(0x8000000000000000L, -1L));
        assertThat(AddressRange.joined(List.of())).isEmpty();
    }
}
