package io.targetnode.analysis.verification;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Values at disjoint ranges of addresses. */
final class RangeMap<T> {

    private final NavigableMap<Long, T> byStart = new TreeMap<>(Long::compareUnsigned);
    private final Function<T, AddressRange> rangeOf;

    RangeMap(Function<T, AddressRange> rangeOf) {
        this.rangeOf = rangeOf;
    }

    /** Adds a value whose range overlaps none before it. */
    void add(T value) {
        byStart.put(rangeOf.apply(value).start(), value);
    }

    /** The values whose ranges overlap this one, ascending. O(log n) plus their number. */
    List<T> overlapping(AddressRange range) {
        Map.Entry<Long, T> below = byStart.floorEntry(range.start());
        boolean reachesInto =
                below != null && !Address.below(rangeOf.apply(below.getValue()).end(), range.start());
        long from = reachesInto ? below.getKey() : range.start();
        return List.copyOf(byStart.subMap(from, true, range.end(), true).values());
    }

    /** All values, ascending. */
    Collection<T> values() {
        return byStart.values();
    }
}
