package io.targetnode.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.topology.RevisionSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a topology's revisions.
 *
 * @param items the latest first
 * @param nextCursor the cursor of the next page; null on the last one
 */
@Schema(description = "A page of the revisions of a topology that are kept, the latest first.")
record RevisionPage(
        List<TopologySummary> items,

        @Schema(description = "Pass it as cursor for the next page; null on the last one.") @Nullable
        String nextCursor) {

    /** @param found one more than the limit if there is a next page */
    static RevisionPage of(List<RevisionSummary> found, int limit) {
        List<RevisionSummary> shown = found.subList(0, Math.min(limit, found.size()));
        return new RevisionPage(
                shown.stream().map(TopologySummary::of).toList(),
                found.size() > limit ? String.valueOf(shown.get(limit - 1).revision()) : null);
    }
}
