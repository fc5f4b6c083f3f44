package io.targetnode.analysis.regions;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.math.BigInteger;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeBlocksTest {

    @ParameterizedTest
    @CsvSource({
        "0x110000000, 0x11fffffff, 0x8000000, 0x110000000, 0x11fffffff",
        "0x21000000, 0x3bffffff, 0x8000000, 0x28000000, 0x37ffffff",
        "0x20200000, 0x3fffffff, 0x8000000, 0x28000000, 0x3fffffff",
        "0x1510000000, 0x151fffffff, 0x80000000,,",
        "0x1, 0xffffffffffffffff, 0x8000000, 0x8000000, 0xffffffffffffffff",
        "0x0, 0xfffffffffffffffe, 0x8000000, 0x0, 0xfffffffff7ffffff",
        "0x0, 0xffffffffffffffff, 0x8000000, 0x0, 0xffffffffffffffff",
        "0xfffffffff8000001, 0xffffffffffffffff, 0x8000000,,",
        "0x0, 0x7fffffe, 0x8000000,,",
        "0x0, 0x7ffffff, 0x8000000, 0x0, 0x7ffffff",
        "0x8000000000000000, 0xffffffffffffffff, 0x8000000000000000, 0x8000000000000000, 0xffffffffffffffff",
        "0x5, 0x5, 0x1, 0x5, 0x5",
    })
    void onlyBlocksThatLieInTheRangeCompletelyCount(String start, String end, String block, String from, String to) {
        AddressRange range = new AddressRange(Address.parse(start), Address.parse(end));
        assertThat(WholeBlocks.in(range, Address.parse(block)).map(AddressRange::toString))
                .isEqualTo(Optional.ofNullable(from).map(first -> first + "-" + to));
    }

    @Test
    void theBlocksOfRandomRangesAreThoseThatACountFinds() {
        SplittableRandom random = new SplittableRandom(20261129);
        for (int i = 0; i < 20_000; i++) {
            int bits = random.nextInt(64);
            long a = edge(random, bits);
            long b = edge(random, bits);
            AddressRange range = new AddressRange(Address.min(a, b), Address.max(a, b));
            BigInteger block = BigInteger.ONE.shiftLeft(bits);
            BigInteger first =
                    unsigned(range.start()).add(block).subtract(BigInteger.ONE).divide(block);
            BigInteger after = unsigned(range.end()).add(BigInteger.ONE).divide(block);
            BigInteger blocks = after.subtract(first).max(BigInteger.ZERO);
            long bytes = WholeBlocks.bytes(range, 1L << bits);
            assertThat(bytes)
                    .as("%s, 2^%d", range, bits)
                    .isEqualTo(blocks.multiply(block).longValue());
            assertThat(WholeBlocks.in(range, 1L << bits)).matches(found -> found.isPresent() == (blocks.signum() > 0));
        }
    }

    /** An address near a block's edge, or anywhere. */
    private static long edge(SplittableRandom random, int bits) {
        long any = random.nextLong() >>> random.nextInt(64);
        return random.nextBoolean() ? any : (any >>> bits << bits) + random.nextInt(3) - 1;
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }
}
