package io.targetnode.analysis;

import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.NodeAnswer;
import io.targetnode.resolve.TargetNodeResolver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Several maps side by side, as rows that each hold for a range of addresses. The maps are asked once for each range within
 * which none of them changes, so the time is O(n log n) in what the maps are made of, whatever the sizes of the ranges.
 *
 * @param <T> what a row says
 */
final class AnswerTable<T> {

    /**
     * One row.
     *
     * @param range the addresses for which it holds
     * @param says what it says of them
     */
    record Row<T>(AddressRange range, T says) {}

    private final List<TargetNodeResolver> resolvers;
    private final Function<List<NodeAnswer>, Optional<T>> reading;

    /** What was read already: a large machine has many rows that say the same, and one instance for all takes less memory. */
    private final Map<List<NodeAnswer>, Optional<T>> read = new HashMap<>();

    private final List<Row<T>> rows = new ArrayList<>();

    private AnswerTable(List<TargetNodeResolver> resolvers, Function<List<NodeAnswer>, Optional<T>> reading) {
        this.resolvers = resolvers;
        this.reading = reading;
    }

    /**
     * The rows that say something, disjoint and ascending, neighbours that say the same joined.
     *
     * @param reading from the maps' answers, in their order, to what a row says; empty if it is not wanted
     */
    static <T> List<Row<T>> rows(List<TargetNodeResolver> resolvers, Function<List<NodeAnswer>, Optional<T>> reading) {
        AnswerTable<T> table = new AnswerTable<>(resolvers, reading);
        TargetNodeResolver.ranges(resolvers).forEach(table::add);
        return List.copyOf(table.rows);
    }

    private void add(AddressRange range) {
        List<NodeAnswer> answers = resolvers.stream()
                .map(resolver -> resolver.nodeAnswer(range.start()))
                .toList();
        read.computeIfAbsent(answers, reading).ifPresent(says -> add(new Row<>(range, says)));
    }

    private void add(Row<T> row) {
        Row<T> before = rows.isEmpty() ? null : rows.get(rows.size() - 1);
        if (before != null
                && before.range().end() + 1 == row.range().start()
                && before.says().equals(row.says())) {
            AddressRange joined =
                    new AddressRange(before.range().start(), row.range().end());
            rows.set(rows.size() - 1, new Row<>(joined, row.says()));
        } else {
            rows.add(row);
        }
    }
}
