package io.targetnode.topology;

import java.time.Duration;
import java.util.Optional;

/**
 * The retention of old revisions, of deletions and of the audit log. The current revision of a topology is always retained.
 *
 * @param revisions the maximum number of revisions of a topology, including the current one; at least 1
 * @param age the maximum age of a revision that is not current; empty for no limit
 * @param deletions how long the feed retains the deletion of a topology
 * @param audit how long the audit log retains an entry
 * @param auditEntries the maximum number of entries of the audit log
 */
public record Retention(int revisions, Optional<Duration> age, Duration deletions, Duration audit, int auditEntries) {

    public Retention {
        if (revisions < 1) {
            throw new IllegalArgumentException(
                    "the number of revisions to keep is %d; must be at least 1".formatted(revisions));
        }
    }
}
