package io.targetnode.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompiledMapTest {

    private static final long GIB = 1L << 30;

    @Test
    void everyBucketHasOneNodeIfAllSegmentsBeginAtBucketStarts() {
        assertThat(compiled(GIB, 2 * GIB, 6 * GIB, 1024 * GIB)).isInstanceOf(NodeGrid.class);
        assertThat(compiled()).isInstanceOf(NodeGrid.class);
        assertThat(compiled(Long.MIN_VALUE)).isInstanceOf(NodeGrid.class);
    }

    @Test
    void bucketsWithManySmallSegmentsAreCutOnceMore() {
        assertThat(crowd(1L << 45, 1L << 21)).isInstanceOf(NestedGrid.class);
        assertThat(crowd(1L << 20, 1)).isInstanceOf(NestedGrid.class);
    }

    @Test
    void aSearchIsUsedIfAGridWouldNeedTooManyParts() {
        assertThat(compiled(4096, GIB, 1024 * GIB, 1L << 52)).isInstanceOf(SegmentSearch.class);
        assertThat(compiled(1, -1L)).isInstanceOf(SegmentSearch.class);
    }

    @Test
    void aMapTakesMemoryInProportionToItsSegments() {
        assertThat(crowd(1L << 45, 1L << 21).bytes()).isLessThan(1000 * 500);
        assertThat(compiled(GIB).bytes()).isEqualTo(3 * Integer.BYTES);
        assertThat(compiled(4096, 1L << 52).bytes()).isLessThan(20_000);
    }

    /** A large segment, 1,000 small segments of one size, and another large one. */
    private static CompiledMap crowd(long from, long size) {
        LongStream small = LongStream.range(0, 1000).map(i -> from + i * size);
        return compiled(LongStream.concat(small, LongStream.of(2 * from)).toArray());
    }

    private static CompiledMap compiled(long... boundaries) {
        Pieces pieces = Pieces.at(Arrays.stream(boundaries));
        return CompiledMap.of(
                pieces, IntStream.range(0, pieces.count()).map(i -> i % 2).toArray());
    }

    static Stream<List<Long>> layouts() {
        SplittableRandom random = new SplittableRandom(4);
        return Stream.of(
                        Stream.of(
                                List.<Long>of(),
                                List.of(1L),
                                List.of(1L, 2L, 3L),
                                List.of(-1L),
                                List.of(Long.MIN_VALUE),
                                List.of(Long.MAX_VALUE, Long.MIN_VALUE, -1L),
                                List.of(2L, 1L << 62, (1L << 62) + 2, Long.MIN_VALUE, Long.MIN_VALUE + 2, -2L),
                                list(LongStream.range(0, 64)
                                        .flatMap(bit -> LongStream.of(1L << bit, (1L << bit) + 1, -(1L << bit)))),
                                list(LongStream.range(1, 5000).map(i -> i << 21)),
                                // Many small segments at the end of the address space, and on both sides of 2^63.
                                list(LongStream.range(1, 101).map(i -> -i * 4096)),
                                list(LongStream.range(1, 101).map(i -> -i)),
                                list(LongStream.range(-50, 50).map(i -> Long.MIN_VALUE + i * 2)),
                                List.of(
                                        0xfff0000000001000L,
                                        0xfff0000000002000L,
                                        0xfff0000000003000L,
                                        0xfff8000000005000L)),
                        many(200, () -> random.longs(1 + random.nextInt(300), 0, 1L << 1 + random.nextInt(62))),
                        many(50, () -> random.longs(1 + random.nextInt(300))),
                        // All orders of magnitude are equally likely, odd and even, so some buckets hold many segments.
                        many(100, () -> scaled(random, value -> value)),
                        many(100, () -> scaled(random, value -> value & -2L)),
                        many(100, () -> scaled(random, value -> value & -4096L)),
                        many(100, () -> scaled(random, value -> -value & -2L)))
                .flatMap(all -> all);
    }

    private static LongStream scaled(SplittableRandom random, LongUnaryOperator rounding) {
        return random.longs(1 + random.nextInt(1000)).map(value -> rounding.applyAsLong(value >>> random.nextInt(64)));
    }

    private static Stream<List<Long>> many(int count, Supplier<LongStream> boundaries) {
        return Stream.generate(() -> list(boundaries.get())).limit(count);
    }

    private static List<Long> list(LongStream boundaries) {
        return boundaries.boxed().toList();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("layouts")
    void everyAddressHasTheNodeOfItsSegment(List<Long> boundaries) {
        Pieces segments = Pieces.at(boundaries.stream().mapToLong(boundary -> boundary));
        int[] nodes = IntStream.range(0, segments.count())
                .map(i -> i % 3 - 1 + i / 7 * 3)
                .toArray();
        CompiledMap map = CompiledMap.of(segments, nodes);
        long[] addresses = addresses(segments).toArray();
        check(map, segments, nodes, addresses);
        Arrays.sort(addresses);
        check(map, segments, nodes, addresses);
    }

    /** Each edge and its neighbours, the ends, and random addresses of all magnitudes, unordered. */
    private static LongStream addresses(Pieces segments) {
        LongStream edges =
                Arrays.stream(segments.starts()).flatMap(start -> LongStream.of(start - 1, start, start + 1));
        LongStream ends = LongStream.of(0, -1L, -2L, Long.MAX_VALUE, Long.MIN_VALUE);
        LongStream any = new SplittableRandom(1).longs(500).map(value -> value >>> (value & 63));
        return LongStream.concat(edges, LongStream.concat(ends, any));
    }

    private static void check(CompiledMap map, Pieces segments, int[] nodes, long[] addresses) {
        int[] answers = new int[addresses.length];
        map.targetNodes(addresses, answers, addresses.length);
        int[] expected = Arrays.stream(addresses)
                .mapToInt(address -> nodes[segments.indexOf(address)])
                .toArray();
        assertThat(answers).isEqualTo(expected);
        assertThat(Arrays.stream(addresses).mapToInt(map::targetNode).toArray()).isEqualTo(expected);
    }

    @Test
    void ascendingAddressesInOneSegmentHaveTheSameNode() {
        CompiledMap map = compiled(4096, GIB, 1024 * GIB, 1L << 52);
        long[] ascending =
                LongStream.range(0, 1001).map(i -> GIB - 4000 + 8 * i).toArray();
        int[] answers = new int[1001];
        map.targetNodes(ascending, answers, 1001);
        assertThat(answers)
                .isEqualTo(IntStream.range(0, 1001).map(i -> i < 500 ? 1 : 0).toArray());
    }
}
