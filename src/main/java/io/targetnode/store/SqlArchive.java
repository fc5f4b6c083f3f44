package io.targetnode.store;

import io.targetnode.store.Database.Done;
import io.targetnode.store.RevisionWriter.NewRevision;
import io.targetnode.topology.ArchiveWalk;
import io.targetnode.topology.ArchivedRevision;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.Retention;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.Sha256;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyArchive;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyChange.Kind;
import io.targetnode.topology.VerifiedRevision;
import io.targetnode.topology.service.Judge;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Exports and imports the rows of all topologies. */
final class SqlArchive implements TopologyArchive {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final Database database;
    private final RevisionWriter writer;
    private final Judge judge;
    private final Clock clock;

    SqlArchive(Database database, Retention retention, Judge judge, Clock clock) {
        this.database = database;
        this.writer = new RevisionWriter(database, retention, judge.version());
        this.judge = judge;
        this.clock = clock;
    }

    @Override
    public ArchiveWalk walk() {
        return new SqlArchiveWalk(database, clock.instant());
    }

    @Override
    public VerifiedRevision verify(ArchivedRevision revision) {
        requireNumber(revision.revision());
        requireTime(revision.uploadedAt());
        if (!Sha256.of(revision.document()).equals(revision.digest())) {
            throw new DamagedRevisionException("digest", "is not the SHA-256 of the document");
        }
        Topology topology = decode(revision);
        return new VerifiedRevision(RevisionSummary.of(topology), revision.document(), judge.judge(topology.upload()));
    }

    @Override
    public Imported store(List<VerifiedRevision> revisions) {
        return database.write(() -> {
            database.lockFeed();
            ArchiveMerge merge = new ArchiveMerge(StoredRevisions.of(revisions, database), revisions);
            int repaired = writer.repair(merge.unchanged());
            if (merge.count() == 0) {
                return new Done<>(merge.imported(List.of()), repaired > 0);
            }
            List<NewRevision> writes = merge.writes(database.nextNumbers(merge.count()), clock.instant());
            writer.insert(writes);
            writer.label(RevisionWriter.lastOfEachName(writes).stream()
                    .map(NewRevision::summary)
                    .toList());
            return Done.commit(merge.imported(writes));
        });
    }

    @Override
    public Optional<TopologyChange> withdraw(RevisionSummary last) {
        return database.writeSmaller(() -> {
            long number = database.nextNumber();
            if (!isCurrent(last)) {
                return Done.rollBack(Optional.empty());
            }
            TopologyChange deletion =
                    new TopologyChange(number, Kind.DELETED, last.name(), last.revision(), clock.instant());
            writer.remove(deletion);
            return Done.commit(Optional.of(deletion));
        });
    }

    private boolean isCurrent(RevisionSummary last) {
        return database.jdbc()
                .sql("""
                        select 1 from topology t join revision r on r.name = t.name and r.revision = t.revision
                        where t.name = ? and t.revision = ? and r.digest = ? and r.uploaded_at = ?""")
                .params(
                        last.name().text(),
                        last.revision(),
                        last.digest(),
                        last.uploadedAt().toEpochMilli())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private static void requireNumber(int revision) {
        if (revision < 1 || revision > Topology.MAX_REVISION) {
            throw new DamagedRevisionException("revision", "must be from 1 to %d".formatted(Topology.MAX_REVISION));
        }
    }

    private static void requireTime(Instant uploadedAt) {
        if (uploadedAt.isBefore(EARLIEST)
                || uploadedAt.isAfter(LATEST)
                || !uploadedAt.equals(uploadedAt.truncatedTo(ChronoUnit.MILLIS))) {
            throw new DamagedRevisionException(
                    "uploadedAt", "must be an instant from 1970 to 9999, in whole milliseconds");
        }
    }

    private static Topology decode(ArchivedRevision revision) {
        try {
            return UploadDocument.decode(revision);
        } catch (DamagedDocumentException e) {
            throw e.pointer().isEmpty()
                    ? new DamagedRevisionException(e.getMessage())
                    : new DamagedRevisionException("document", e.getMessage());
        }
    }
}
