package io.targetnode.topology;

import java.time.Duration;
import java.util.Optional;

/**
 * How much of the past is kept. The current revision of a topology always is.
 *
 * @param revisions revisions of a topology at most, the current one among them; at least 1
 * @param age how long ago a revision that is not current may have been uploaded; empty for any time
 * @param deletions for how long the feed remembers that a topology was deleted
 */
public record Retention(int revisions, Optional<Duration> age, Duration deletions) {

    public Retention {
        if (revisions < 1) {
            throw new IllegalArgumentException("revisions to keep: %d; at least 1".formatted(revisions));
        }
    }
}
