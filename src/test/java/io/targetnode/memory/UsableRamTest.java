package io.targetnode.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UsableRamTest {

    @Test
    void rangesThatOverlapOrTouchAreJoined() {
        assertThat(ram(0x3000, 0x4fff, 0x0, 0x1fff, 0x2000, 0x2fff, 0x4000, 0x7fff))
                .hasToString("[0x0-0x7fff]");
    }

    @Test
    void joiningComesBeforeTheTrimToWholePages() {
        assertThat(ram(0x1800, 0x27ff, 0x2800, 0x3fff)).hasToString("[0x2000-0x3fff]");
        assertThat(ram(0x1800, 0x27fe, 0x2800, 0x3fff)).hasToString("[0x3000-0x3fff]");
    }

    @Test
    void ramOfLessThanAPageIsDropped() {
        UsableRam ram = ram(0x1001, 0x2fff - 1, 0x9001, 0x9fff);
        assertThat(ram.count()).isZero();
        assertThat(ram.low()).isZero();
        assertThat(ram.high()).isZero();
        assertThat(ram.overlaps(new AddressRange(0x1001, 0x1001))).isFalse();
        assertThat(ram.overlaps(new AddressRange(0, -1L))).isFalse();
    }

    @Test
    void theLastByteOfTheAddressSpaceDropsTheLastPage() {
        assertThat(ram(0xfffffffffffe0000L, -1L)).hasToString("[0xfffffffffffe0000-0xffffffffffffefff]");
        assertThat(ram(0xfffffffffffff001L, -2L).count())
                .as("a start that rounds up to 2^64")
                .isZero();
    }

    @Test
    void lowAndHighAreTheEndsOfRam() {
        UsableRam ram = ram(0x100000, 0x1fffff, 0x1000, 0x9fbff);
        assertThat(ram.low()).isEqualTo(0x1000);
        assertThat(ram.high()).isEqualTo(0x200000);
        assertThat(ram.start(1)).isEqualTo(0x100000);
        assertThat(ram.end(0)).isEqualTo(0x9f000);
    }

    @Test
    void equalRangesMakeEqualRam() {
        assertThat(ram(0x0, 0xfff, 0x1000, 0x1fff)).isEqualTo(ram(0x0, 0x1fff)).hasSameHashCodeAs(ram(0x0, 0x1fff));
        assertThat(ram(0x0, 0xfff)).isNotEqualTo(ram(0x0, 0x1fff)).isNotEqualTo("ram");
    }

    /** Compares RAM with one bit for each page. */
    @Test
    void ramAgreesWithANaiveMapOfPages() {
        SplittableRandom random = new SplittableRandom(22);
        for (int round = 0; round < 3_000; round++) {
            int bytes = 64 * 4096;
            BitSet covered = new BitSet(bytes);
            List<AddressRange> ranges = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                int start = random.nextInt(bytes - 1);
                int end = Math.min(bytes - 1, start + random.nextInt(12 * 4096));
                ranges.add(new AddressRange(start, end));
                covered.set(start, end + 1);
            }
            UsableRam ram = UsableRam.of(ranges);
            for (int page = 0; page < 64; page++) {
                boolean whole = covered.nextClearBit(page * 4096) >= (page + 1) * 4096;
                assertThat(ram.overlaps(new AddressRange(page * 4096L, page * 4096L)))
                        .isEqualTo(whole);
                assertThat(ram.overlaps(new AddressRange(page * 4096L + 1, page * 4096L + 1)))
                        .isEqualTo(whole);
            }
        }
    }

    private static UsableRam ram(long... bounds) {
        List<AddressRange> ranges = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) {
            ranges.add(new AddressRange(bounds[i], bounds[i + 1]));
        }
        return UsableRam.of(ranges);
    }
}
