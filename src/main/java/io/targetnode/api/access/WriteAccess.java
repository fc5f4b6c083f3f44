package io.targetnode.api.access;

import io.targetnode.topology.TopologyName;

/** Whether the sender of the current request may write a topology whose name is in the body. */
@FunctionalInterface
public interface WriteAccess {

    /** Throws if the sender may not write the topology. */
    void require(TopologyName name);
}
