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

    /** The maximum number of pieces of all resolvers together. Two resolvers are always compared. */
    static final int MAX_PIECES = 1 << 19;

    private AnswerTable() {}

    /**
     * The rows with a value, disjoint and ascending. Adjacent rows with equal values are joined.
     *
     * @param rowValue maps the answers, in the order of the resolvers, to the value of a row; empty for no row
     * @throws ComparisonTooLargeException if more than two resolvers have more than {@value #MAX_PIECES} pieces
     */
    static <T> List<JoinedRanges.Row<T>> rows(
            List<TargetNodeResolver> resolvers, Function<List<NodeAnswer>, Optional<T>> rowValue) {
        requireBounded(resolvers);
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

    private static void requireBounded(List<TargetNodeResolver> resolvers) {
        long pieces = resolvers.stream().mapToLong(TargetNodeResolver::pieces).sum();
        if (resolvers.size() > 2 && pieces > MAX_PIECES) {
            throw new ComparisonTooLargeException(pieces, MAX_PIECES);
        }
    }
}
