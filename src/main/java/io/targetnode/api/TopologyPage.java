package io.targetnode.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.parameter.PageLimit;
import io.targetnode.api.view.ViewFormat;
import io.targetnode.topology.RevisionSummary;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** A page of a list. */
@Schema(description = "A page of topologies, ordered by name, or of revisions, the latest first.")
record TopologyPage(
        @Schema(description = "The topologies or revisions.")
        List<TopologySummary> items,

        @Schema(description = "Pass it as cursor for the next page; null on the last one.") @Nullable
        String nextCursor) {

    static final Map<MediaType, ViewFormat<TopologyPage>> FORMATS = Map.of(
            MediaType.APPLICATION_JSON, ViewFormat.json(page -> page),
            MediaType.TEXT_PLAIN, ViewFormat.text(TopologyListText::of));

    /**
     * A page.
     *
     * @param found the items; one more than the limit if there is a next page
     * @param cursor the cursor of the page after an item
     */
    static TopologyPage of(List<RevisionSummary> found, PageLimit limit, Function<RevisionSummary, String> cursor) {
        List<RevisionSummary> shown = found.subList(0, Math.min(limit.value(), found.size()));
        return new TopologyPage(
                shown.stream().map(TopologySummary::of).toList(),
                found.size() > limit.value() ? cursor.apply(shown.get(shown.size() - 1)) : null);
    }
}
