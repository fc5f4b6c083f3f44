package io.targetnode.api.backup;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.topology.TopologyArchive.Imported;
import io.targetnode.topology.TopologyChange.Kind;

/**
 * What an import did.
 *
 * @param created topologies that were not there
 * @param revisions revisions that were not there, of those and of others
 * @param unchanged revisions that were there
 * @param outdated revisions that were passed over
 * @param deleted topologies that were deleted again
 */
@Schema(description = "What an import did.")
record ImportSummary(
        @Schema(description = "Topologies that were not there.", example = "1")
        long created,

        @Schema(description = "Revisions that were not there and are stored now.", example = "1")
        long revisions,

        @Schema(description = "Revisions that were there already.", example = "0")
        long unchanged,

        @Schema(
                description = "Revisions below the current one that are not kept here; they were passed over.",
                example = "0")
        long outdated,

        @Schema(
                description =
                        "Topologies that were deleted again, because they were deleted while the backup was made.",
                example = "0")
        long deleted) {

    static final ImportSummary NOTHING = new ImportSummary(0, 0, 0, 0, 0);

    ImportSummary plus(Imported imported) {
        long more = imported.changes().stream()
                .filter(change -> change.kind() == Kind.CREATED)
                .count();
        return new ImportSummary(
                created + more,
                revisions + imported.changes().size(),
                unchanged + imported.unchanged(),
                outdated + imported.outdated(),
                deleted);
    }

    ImportSummary plusDeleted() {
        return new ImportSummary(created, revisions, unchanged, outdated, deleted + 1);
    }

    /** How many lines it has dealt with. */
    long dealtWith() {
        return revisions + unchanged + outdated;
    }
}
