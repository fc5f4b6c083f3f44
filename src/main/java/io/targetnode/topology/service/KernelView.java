package io.targetnode.topology.service;

import io.targetnode.kernel.Boot;
import io.targetnode.resolve.AnswerMap;
import io.targetnode.resolve.CompiledMap;
import io.targetnode.resolve.Segment;
import io.targetnode.resolve.TargetNodeResolver;
import io.targetnode.topology.Topology;
import java.util.List;

/**
 * A topology as one kernel sees it.
 *
 * @param replayed the topology
 * @param choice the kernel and the rule
 * @param resolver answers for addresses
 */
public record KernelView(ReplayedTopology replayed, KernelChoice choice, TargetNodeResolver resolver) {

    /** The revision that answers. */
    public Topology topology() {
        return replayed.topology();
    }

    /** All answers of the resolver; built once for each topology, behaviour and rule. */
    public AnswerMap answers() {
        return replayed.answers(this);
    }

    /** The target nodes alone, in the form that is fastest to ask; compiled once for each topology, behaviour and rule. */
    public CompiledMap targetNodes() {
        return replayed.targetNodes(this);
    }

    /** The segments at which something is, ascending and disjoint; made once for each topology, behaviour and rule. */
    public List<Segment> segments() {
        return replayed.segments(this);
    }

    /** What the kernel's boot left behind. */
    public Boot boot() {
        return resolver.boot();
    }
}
