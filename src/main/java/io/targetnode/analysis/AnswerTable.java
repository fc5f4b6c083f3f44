package io.targetnode.analysis;

import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.JoinedRanges;
import io.targetnode.resolve.NodeAnswer;
import io.targetnode.resolve.TargetNodeResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The answers of several resolvers side by side. The resolvers are queried once for each range within which no answer changes,
 * so the time is O(n log n) in blocks and backing ranges and does not depend on the sizes of the ranges.
 */
final class AnswerTable {

    private AnswerTable() {}

    /**
     * The rows with a value, disjoint and ascending. Adjacent rows with equal values are joined.
     *
     * @param rowValue maps the answers, in the order of the resolvers, to the value of a row; empty for no row
     */
    static <T> List<JoinedRanges.Row<T>> rows(
            List<TargetNodeResolver> resolvers, Function<List<NodeAnswer>, Optional<T>> rowValue) {
        JoinedRanges<T> rows = new JoinedRanges<>();
        // Many rows of a large machine have the same value: one instance for all of them takes less memory.
        Map<List<NodeAnswer>, Optional<T>> values = new HashMap<>();
        for (AddressRange range : TargetNodeResolver.ranges(resolvers)) {
            List<NodeAnswer> answers = resolvers.stream()
                    .map(resolver -> resolver.nodeAnswer(range.start()))
                    .toList();
            values.computeIfAbsent(answers, rowValue).ifPresent(value -> rows.add(range, value));
        }
        return rows.rows();
    }
}
