package io.targetnode.resolve;

import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;

/** Ascending, disjoint ranges with a value each. Adjacent ranges with equal values are joined. */
public final class JoinedRanges<T> {

    /** A range and its value. */
    public record Row<T>(AddressRange range, T value) {}

    private final List<Row<T>> rows = new ArrayList<>();

    /** Adds a range above all that were added before. */
    public void add(AddressRange range, T value) {
        int last = rows.size() - 1;
        if (last >= 0 && continues(rows.get(last), range, value)) {
            AddressRange joined = new AddressRange(rows.get(last).range().start(), range.end());
            rows.set(last, new Row<>(joined, value));
        } else {
            rows.add(new Row<>(range, value));
        }
    }

    /** The joined ranges. */
    public List<Row<T>> rows() {
        return List.copyOf(rows);
    }

    private static <T> boolean continues(Row<T> before, AddressRange range, T value) {
        return before.range().end() + 1 == range.start() && before.value().equals(value);
    }
}
