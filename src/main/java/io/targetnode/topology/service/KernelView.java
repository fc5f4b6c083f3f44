package io.targetnode.topology.service;

import io.targetnode.kernel.Boot;
import io.targetnode.resolve.TargetNodeResolver;
import io.targetnode.topology.Topology;

/**
 * A topology under one kernel.
 *
 * @param replayed the topology
 * @param choice the kernel and the look-up rule
 * @param boot the result of the replayed boot
 */
public record KernelView(ReplayedTopology replayed, KernelChoice choice, Boot boot) {

    /** The revision that answers. */
    public Topology topology() {
        return replayed.topology();
    }

    /** The resolver for addresses. It is built once for each topology, behaviour and rule, when it is first needed. */
    public TargetNodeResolver resolver() {
        return replayed.resolver(this);
    }
}
