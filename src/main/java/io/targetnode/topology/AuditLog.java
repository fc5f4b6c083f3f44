package io.targetnode.topology;

import java.util.List;

/** The stored log of writes. Every call throws {@link StoreUnavailableException} if the store is unreachable. */
public interface AuditLog {

    /**
     * Adds entries, and deletes the oldest ones beyond the retention.
     *
     * @throws StoreFullException if the store is full; nothing was added then
     */
    void add(List<AuditEntry> entries);

    /**
     * Lists entries, newest first.
     *
     * @param before the upper bound of their numbers, exclusive
     * @param limit maximum number of entries
     */
    List<AuditEntry> list(AuditFilter filter, long before, int limit);
}
