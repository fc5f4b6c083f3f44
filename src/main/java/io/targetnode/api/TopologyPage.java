package io.targetnode.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.topology.RevisionSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list.
 *
 * @param items ordered by name
 * @param nextCursor the cursor of the next page; null on the last one
 */
@Schema(description = "A page of topologies, ordered by name.")
record TopologyPage(
        List<TopologySummary> items,

        @Schema(description = "Pass it as cursor for the next page; null on the last one.") @Nullable
        String nextCursor) {

    /** @param found one more than the limit if there is a next page */
    static TopologyPage of(List<RevisionSummary> found, int limit) {
        List<RevisionSummary> shown = found.subList(0, Math.min(limit, found.size()));
        return new TopologyPage(
                shown.stream().map(TopologySummary::of).toList(),
                found.size() > limit ? Cursor.after(shown.get(limit - 1).name()).text() : null);
    }
}
