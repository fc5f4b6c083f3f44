package io.targetnode.api.backup;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.topology.TopologyArchive.Imported;
import io.targetnode.topology.TopologyChange.Kind;

/**
 * The result of an import.
 *
 * @param created new topologies
 * @param revisions new revisions of new and of existing topologies
 * @param unchanged revisions that were already stored
 * @param outdated skipped revisions, which the retention would delete
 * @param deleted topologies that were deleted again
 * @param damaged revisions that the export lacks, because they were damaged on disk
 */
@Schema(description = "The result of an import.")
record ImportSummary(
        @Schema(description = "New topologies.", example = "1")
        long created,

        @Schema(description = "New revisions of new and of existing topologies.", example = "1")
        long revisions,

        @Schema(description = "Revisions that were already stored.", example = "0")
        long unchanged,

        @Schema(
                description =
                        "Skipped revisions: they are older than the current one, and the retention of this service would delete them.",
                example = "0")
        long outdated,

        @Schema(
                description = "Topologies that were deleted again, because they were deleted during the export.",
                example = "0")
        long deleted,

        @Schema(
                description =
                        "Revisions that the export lacks, because they were damaged on the disk of the store that was exported.",
                example = "0")
        long damaged) {

    static final ImportSummary NOTHING = new ImportSummary(0, 0, 0, 0, 0, 0);

    ImportSummary plus(Imported imported) {
        long more = imported.changes().stream()
                .filter(change -> change.kind() == Kind.CREATED)
                .count();
        return new ImportSummary(
                created + more,
                revisions + imported.changes().size(),
                unchanged + imported.unchanged(),
                outdated + imported.outdated(),
                deleted,
                damaged);
    }

    ImportSummary plusDeleted() {
        return new ImportSummary(created, revisions, unchanged, outdated, deleted + 1, damaged);
    }

    ImportSummary plusDamaged() {
        return new ImportSummary(created, revisions, unchanged, outdated, deleted, damaged + 1);
    }

    /** For the audit log. */
    String text() {
        return "%d revisions, %d new topologies, %d deleted, %d unchanged"
                .formatted(revisions, created, deleted, unchanged);
    }

    /** Number of revisions that were read and stored or skipped. */
    long read() {
        return revisions + unchanged + outdated;
    }
}
