package io.targetnode.resolve;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

import io.targetnode.kernel.Boot;
import io.targetnode.kernel.Memblk;
import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.stream.Stream;

/**
 * All answers of a machine under one kernel, as the {@link TargetNodeResolver} gives them, in a form that says where they
 * may change. Built once in O(n log n); asked in O(log n), where the resolver scans.
 */
public final class AnswerMap {

    private final TargetNodeResolver resolver;
    private final NodeMap targetNodes;
    private final NodeMap hotAddNodes;
    private final BackingMap backing;

    private AnswerMap(TargetNodeResolver resolver, NodeMap targetNodes, NodeMap hotAddNodes, BackingMap backing) {
        this.resolver = resolver;
        this.targetNodes = targetNodes;
        this.hotAddNodes = hotAddNodes;
        this.backing = backing;
    }

    /** The map of what the resolver answers on the machine that has this backing. */
    public static AnswerMap of(TargetNodeResolver resolver, BackingMap backing) {
        return new AnswerMap(
                resolver,
                NodeMap.of(inOrderOfAsking(resolver), NUMA_NO_NODE),
                NodeMap.of(resolver.boot().meminfo().blocks(), resolver.fallbackNode()),
                backing);
    }

    /** The answer for an address. */
    public Placement at(long address) {
        return new Placement(targetNodes.at(address), hotAddNodes.at(address), backing.at(address));
    }

    /** The answer for an address with the blocks that it comes from. */
    public Answer answer(long address) {
        return resolver.answer(address);
    }

    /** The target nodes alone, in the form that is fastest to ask. */
    public CompiledMap targetNodes() {
        return targetNodes.compiled();
    }

    /** The segments at which something is, ascending and disjoint; neighbours differ. Holes without node are left out. */
    public List<Segment> segments() {
        return Segments.of(this);
    }

    /**
     * The whole address space, ascending, in ranges within which no answer of any of the maps changes. Not the largest ones:
     * neighbours may be answered alike.
     */
    public static List<AddressRange> ranges(List<AnswerMap> maps) {
        return Pieces.of(maps.stream().flatMap(AnswerMap::pieces)).ranges();
    }

    /** Hot-add nodes change at ends of blocks of meminfo, and those are ends of pieces of target nodes, too. */
    private Stream<Pieces> pieces() {
        return Stream.of(targetNodes.pieces(), backing.pieces());
    }

    /** Both rules ask one list and then the other; within a list the first block that holds the address decides. */
    private static List<Memblk> inOrderOfAsking(TargetNodeResolver resolver) {
        Boot boot = resolver.boot();
        List<Memblk> meminfo = boot.meminfo().blocks();
        List<Memblk> reserved = boot.reserved().blocks();
        return resolver.rule() instanceof LookupRule.PreferReserved
                ? Stream.concat(reserved.stream(), meminfo.stream()).toList()
                : Stream.concat(meminfo.stream(), reserved.stream()).toList();
    }
}
