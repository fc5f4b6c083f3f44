package io.targetnode.topology;

import java.time.Instant;
import java.util.Optional;

/**
 * Selects entries of the audit log.
 *
 * @param name the topology
 * @param prefix the prefix of the topology's name; empty for all entries
 * @param caller the caller
 * @param action what the call did
 * @param since the earliest time
 */
public record AuditFilter(
        Optional<TopologyName> name,
        String prefix,
        Optional<String> caller,
        Optional<AuditEntry.Action> action,
        Optional<Instant> since) {

    /** Selects all entries. */
    public static final AuditFilter ALL =
            new AuditFilter(Optional.empty(), "", Optional.empty(), Optional.empty(), Optional.empty());
}
