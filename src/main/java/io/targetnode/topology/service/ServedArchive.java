package io.targetnode.topology.service;

import io.targetnode.topology.ArchiveWalk;
import io.targetnode.topology.ArchivedRevision;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.TopologyArchive;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.VerifiedRevision;
import java.util.List;
import java.util.Optional;

/**
 * Passes the writes of an archive to the service at once, without waiting for the feed. So a read that starts after the write
 * returns sees it.
 */
public final class ServedArchive implements TopologyArchive {

    private final TopologyArchive stored;
    private final TopologyFeed.Listener service;

    public ServedArchive(TopologyArchive stored, TopologyFeed.Listener service) {
        this.stored = stored;
        this.service = service;
    }

    @Override
    public ArchiveWalk walk() {
        return stored.walk();
    }

    @Override
    public VerifiedRevision verify(ArchivedRevision revision) {
        return stored.verify(revision);
    }

    @Override
    public Imported store(List<VerifiedRevision> revisions) {
        Imported imported = stored.store(revisions);
        imported.changes().forEach(service::changed);
        return imported;
    }

    @Override
    public Optional<TopologyChange> withdraw(RevisionSummary last) {
        Optional<TopologyChange> deletion = stored.withdraw(last);
        deletion.ifPresent(service::changed);
        return deletion;
    }
}
