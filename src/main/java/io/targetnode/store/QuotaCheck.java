package io.targetnode.store;

import io.targetnode.topology.Quota;
import io.targetnode.topology.QuotaExceededException;
import io.targetnode.topology.TopologyName;
import java.util.List;

/**
 * Checks the quotas at the end of a write transaction, which is rolled back if one is exceeded. Writers of all processes wait for each
 * other, so that concurrent uploads cannot exceed a quota together.
 */
record QuotaCheck(Database database, List<Quota> quotas) {

    /**
     * Counts what is stored, with the new revision.
     *
     * @param isNew whether the topology is new; the number of topologies limits nothing else
     * @throws QuotaExceededException if a quota is exceeded
     */
    void require(TopologyName name, boolean isNew) {
        for (Quota quota : quotas) {
            if (quota.covers(name)) {
                if (isNew && quota.topologies().isPresent()) {
                    long used = sum("count(*) from topology", quota);
                    require(quota, used, quota.topologies().getAsLong(), "topologies");
                }
                if (quota.bytes().isPresent()) {
                    long used = sum("coalesce(sum(size), 0) from revision", quota);
                    require(quota, used, quota.bytes().getAsLong(), "bytes in stored revisions");
                }
            }
        }
    }

    private long sum(String what, Quota quota) {
        return database.jdbc()
                .sql("select " + what + " where name >= ? and name < ?")
                .params(quota.prefix(), quota.prefix() + TopologyListing.ABOVE_NAMES)
                .query(Long.class)
                .single();
    }

    private static void require(Quota quota, long used, long limit, String unit) {
        if (used > limit) {
            throw new QuotaExceededException("The quota of %s* is %d %s, and this upload would make it %d."
                    .formatted(quota.prefix(), limit, unit, used));
        }
    }
}
