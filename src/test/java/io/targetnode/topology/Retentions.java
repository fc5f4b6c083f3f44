package io.targetnode.topology;

import java.time.Duration;
import java.util.Optional;

/** Retentions of stores under test. Deletions are retained for 30 days, the audit log for 90. */
public final class Retentions {

    private static final Duration DELETIONS = Duration.ofDays(30);
    private static final Duration AUDIT = Duration.ofDays(90);
    private static final int AUDIT_ENTRIES = 1_000_000;

    private Retentions() {}

    /** The newest revisions of each topology, of any age. */
    public static Retention of(int revisions) {
        return of(revisions, Optional.empty());
    }

    /** The newest revisions of each topology up to an age. */
    public static Retention of(int revisions, Duration age) {
        return of(revisions, Optional.of(age));
    }

    private static Retention of(int revisions, Optional<Duration> age) {
        return new Retention(revisions, age, DELETIONS, AUDIT, AUDIT_ENTRIES);
    }
}
