package io.targetnode.store;

import io.targetnode.store.RevisionWriter.NewRevision;
import io.targetnode.topology.ImportConflictException;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.TopologyArchive.Imported;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyChange.Kind;
import io.targetnode.topology.VerifiedRevision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sorts the revisions of an import into new, stored and outdated ones. */
final class ArchiveMerge {

    private final StoredRevisions stored;
    private final List<VerifiedRevision> newRevisions = new ArrayList<>();
    private final List<VerifiedRevision> unchanged = new ArrayList<>();
    private int outdated;

    /** @throws ImportConflictException if a revision is stored with different content */
    ArchiveMerge(StoredRevisions stored, List<VerifiedRevision> revisions) {
        this.stored = stored;
        for (int i = 0; i < revisions.size(); i++) {
            add(i, revisions.get(i));
        }
    }

    /** The number of new revisions. */
    int count() {
        return newRevisions.size();
    }

    /** The revisions that are stored with the same digest. */
    List<VerifiedRevision> unchanged() {
        return List.copyOf(unchanged);
    }

    /**
     * The new revisions, each as a separate write.
     *
     * @param first the number of the first write; the numbers are consecutive
     * @param at the time of the writes
     */
    List<NewRevision> writes(long first, Instant at) {
        List<NewRevision> writes = new ArrayList<>(newRevisions.size());
        for (VerifiedRevision revision : newRevisions) {
            RevisionSummary summary = revision.summary();
            long number = first + writes.size();
            long created = stored.created(summary.name(), number);
            Kind kind = created == number ? Kind.CREATED : Kind.REPLACED;
            TopologyChange change = new TopologyChange(number, kind, summary.name(), summary.revision(), at);
            writes.add(new NewRevision(revision, created, change));
        }
        return writes;
    }

    Imported imported(List<NewRevision> written) {
        return new Imported(written.stream().map(NewRevision::change).toList(), unchanged.size(), outdated);
    }

    private void add(int index, VerifiedRevision revision) {
        RevisionSummary summary = revision.summary();
        Optional<String> digest = stored.digest(summary);
        if (digest.isPresent()) {
            requireSame(index, summary, digest.get());
            unchanged.add(revision);
        } else if (summary.revision() < stored.current(summary.name())) {
            outdated++;
        } else {
            stored.add(summary);
            newRevisions.add(revision);
        }
    }

    private static void requireSame(int index, RevisionSummary summary, String digest) {
        if (!summary.digest().equals(digest)) {
            throw new ImportConflictException(index, summary);
        }
    }
}
