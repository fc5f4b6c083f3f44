package io.targetnode.topology;

import java.util.OptionalLong;

/**
 * A limit on the topologies whose names have a prefix.
 *
 * @param prefix the prefix; empty for all names
 * @param topologies the maximum number of topologies; empty for no limit
 * @param bytes the maximum length of the documents of all their stored revisions; empty for no limit
 */
public record Quota(String prefix, OptionalLong topologies, OptionalLong bytes) {

    /** Whether the quota covers a topology. */
    public boolean covers(TopologyName name) {
        return name.text().startsWith(prefix);
    }
}
