package io.targetnode.api.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.json.HexAddress;
import io.targetnode.api.parameter.NodeNumber;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Backing;
import io.targetnode.resolve.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentFilterTest {

    private static final int ADDRESSES = 48;

    /** Tries every range of a small space: at the ends of the address space, and where the sign of a long changes. */
    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - ADDRESSES / 2, -ADDRESSES})
    void aFilterSelectsTheSameSegmentsAsAWalkOverAllOfThem(long base) {
        SplittableRandom random = new SplittableRandom(base);
        for (int i = 0; i < 20; i++) {
            List<Segment> segments = segments(random, base);
            for (int first = 0; first < ADDRESSES; first++) {
                for (int last = first; last < ADDRESSES; last++) {
                    check(segments, filter(base + first, base + last, Optional.empty()));
                    check(segments, filter(base + first, base + last, Optional.of(random.nextInt(4) - 1)));
                }
            }
        }
    }

    @Test
    void uncutSegmentsAreTheObjectsOfTheList() {
        List<Segment> segments = segments(new SplittableRandom(1), 0);
        long start = segments.get(1).range().start();
        long end = segments.get(3).range().end();
        assertThat(filter(start, end, Optional.empty()).select(segments))
                .usingElementComparator((a, b) -> a == b ? 0 : 1)
                .containsExactlyElementsOf(segments.subList(1, 4));
    }

    private static void check(List<Segment> segments, SegmentFilter filter) {
        List<Segment> expected = walk(segments, filter);
        List<Segment> found = filter.select(segments).toList();
        // Compared first, because several hundred thousand assertion objects would take too long.
        if (!found.equals(expected)) {
            assertThat(found).as("%s of %s", filter, segments).isEqualTo(expected);
        }
    }

    private static List<Segment> walk(List<Segment> segments, SegmentFilter filter) {
        AddressRange covered = filter.covered();
        return segments.stream()
                .filter(segment -> segment.range().overlaps(covered))
                .filter(segment -> filter.node()
                        .map(node -> node.value() == segment.targetNode())
                        .orElse(true))
                .map(segment -> new Segment(
                        new AddressRange(
                                Address.max(segment.range().start(), covered.start()),
                                Address.min(segment.range().end(), covered.end())),
                        segment.targetNode(),
                        segment.backing()))
                .toList();
    }

    private static SegmentFilter filter(long start, long end, Optional<Integer> node) {
        return SegmentFilter.of(
                Optional.of(new HexAddress(start)), Optional.of(new HexAddress(end)), node.map(NodeNumber::new));
    }

    /** Ascending and disjoint, with gaps and without. */
    private static List<Segment> segments(SplittableRandom random, long base) {
        List<Segment> segments = new ArrayList<>();
        int first = random.nextInt(4);
        while (first < ADDRESSES) {
            int last = Math.min(ADDRESSES - 1, first + random.nextInt(6));
            segments.add(new Segment(
                    new AddressRange(base + first, base + last), random.nextInt(4) - 1, Backing.SYSTEM_RAM));
            first = last + 1 + random.nextInt(3);
        }
        return segments;
    }
}
