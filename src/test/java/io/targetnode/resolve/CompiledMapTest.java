package io.targetnode.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompiledMapTest {

    static Stream<long[]> layouts() {
        SplittableRandom random = new SplittableRandom(4);
        LongStream.Builder doubling = LongStream.builder();
        IntStream.range(0, 64)
                .forEach(bit -> doubling.add(1L << bit).add((1L << bit) + 1).add(-(1L << bit)));
        return Stream.of(
                        Stream.of(
                                new long[0],
                                new long[] {1},
                                new long[] {1, 2, 3},
                                new long[] {-1L},
                                new long[] {Long.MAX_VALUE, Long.MIN_VALUE, -1L},
                                new long[] {1, 1L << 62, (1L << 62) + 1, Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L},
                                doubling.build().toArray(),
                                LongStream.range(1, 5000).map(i -> i << 21).toArray()),
                        Stream.generate(() -> random.longs(1 + random.nextInt(300), 0, 1L << (1 + random.nextInt(62)))
                                        .toArray())
                                .limit(200),
                        Stream.generate(() ->
                                        random.longs(1 + random.nextInt(300)).toArray())
                                .limit(50),
                        // Any order of magnitude as likely as another: buckets crowd.
                        Stream.generate(() -> random.longs(1 + random.nextInt(2000))
                                        .map(value -> value >>> random.nextInt(64))
                                        .toArray())
                                .limit(200))
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyAddressHasTheNodeOfThePieceThatItIsIn(long[] boundaries) {
        Pieces pieces = Pieces.at(Arrays.stream(boundaries));
        long[] starts = pieces.starts();
        int[] nodes = IntStream.range(0, starts.length)
                .map(i -> i % 3 - 1 + i / 7 * 3)
                .toArray();
        CompiledMap map = CompiledMap.of(pieces, nodes);
        long[] addresses = LongStream.concat(
                        Arrays.stream(starts).flatMap(start -> LongStream.of(start - 1, start, start + 1)),
                        LongStream.concat(
                                LongStream.of(0, -1L, Long.MAX_VALUE, Long.MIN_VALUE),
                                new SplittableRandom(1).longs(500).map(value -> value >>> value)))
                .toArray();
        int[] answers = new int[addresses.length];
        map.targetNodes(addresses, answers, addresses.length);
        for (int i = 0; i < addresses.length; i++) {
            int expected = nodes[pieces.indexOf(addresses[i])];
            assertThat(answers[i]).as("%x in %s", addresses[i], map).isEqualTo(expected);
            assertThat(map.targetNode(addresses[i])).isEqualTo(expected);
        }
    }
}
