package io.targetnode.resolve;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

import io.targetnode.kernel.Memblk;
import io.targetnode.memory.AddressRange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All answers of a machine under one kernel and rule, as the {@link TargetNodeResolver} gives them: the address space in
 * pieces, of which each is answered alike. Built once in O(n log n); asked in O(log n), where the resolver scans. Immutable.
 */
public final class AnswerMap {

    private final TargetNodeResolver resolver;
    private final Pieces pieces;

    /** Of each piece, which block of the list is the first to hold it; {@link FirstBlocks#NONE} for none. */
    private final int[] meminfo;

    private final int[] reserved;
    private final Backing[] backing;

    private AnswerMap(TargetNodeResolver resolver, Pieces pieces, int[] meminfo, int[] reserved, Backing[] backing) {
        this.resolver = resolver;
        this.pieces = pieces;
        this.meminfo = meminfo;
        this.reserved = reserved;
        this.backing = backing;
    }

    /** The map of what the resolver answers on the machine that has this backing. */
    public static AnswerMap of(TargetNodeResolver resolver, BackingMap backing) {
        FirstBlocks meminfo = FirstBlocks.of(resolver.boot().meminfo().blocks());
        FirstBlocks reserved = FirstBlocks.of(resolver.boot().reserved().blocks());
        Pieces pieces = Pieces.of(Stream.of(meminfo.pieces(), reserved.pieces(), backing.pieces()));
        return new AnswerMap(
                resolver,
                pieces,
                pieces.within(meminfo.pieces()).map(i -> meminfo.indexes()[i]).toArray(),
                pieces.within(reserved.pieces()).map(i -> reserved.indexes()[i]).toArray(),
                pieces.within(backing.pieces()).mapToObj(backing::of).toArray(Backing[]::new));
    }

    /** Who answers. */
    public TargetNodeResolver resolver() {
        return resolver;
    }

    /** The answer for an address. */
    public NodeAnswer at(long address) {
        return placement(pieces.indexOf(address));
    }

    /** The answer for an address with the blocks that it comes from. */
    public Answer answer(long address) {
        int piece = pieces.indexOf(address);
        NodeAnswer placement = placement(piece);
        return new Answer(
                address,
                placement.targetNode(),
                placement.hotAddNode(),
                block(resolver.boot().meminfo().blocks(), meminfo[piece]),
                block(resolver.boot().reserved().blocks(), reserved[piece]));
    }

    /** Compiles the target nodes alone into the form that is fastest to ask. */
    public CompiledMap compile() {
        int[] nodes = IntStream.range(0, pieces.count()).map(this::targetNode).toArray();
        int[] changes = IntStream.range(0, nodes.length)
                .filter(i -> i == 0 || nodes[i] != nodes[i - 1])
                .toArray();
        int[] changed = Arrays.stream(changes).map(i -> nodes[i]).toArray();
        return CompiledMap.of(pieces.only(Arrays.stream(changes)), changed);
    }

    /** The segments at which something is, ascending and disjoint; neighbours differ. Holes without node are left out. */
    public List<Segment> segments() {
        return Segments.of(this);
    }

    /** Bytes that it takes, about. */
    public int bytes() {
        return pieces.count() * (Long.BYTES + 3 * Integer.BYTES);
    }

    /**
     * The whole address space, ascending, in ranges within which no answer of any of the maps changes. Not the largest ones:
     * neighbours may be answered alike.
     */
    public static List<AddressRange> ranges(List<AnswerMap> maps) {
        return Pieces.of(maps.stream().map(map -> map.pieces)).ranges();
    }

    private NodeAnswer placement(int piece) {
        int node = nodeOf(resolver.boot().meminfo().blocks(), meminfo[piece]);
        return new NodeAnswer(targetNode(piece), node != NUMA_NO_NODE ? node : resolver.fallbackNode(), backing[piece]);
    }

    private int targetNode(int piece) {
        return resolver.rule()
                .choose(
                        nodeOf(resolver.boot().meminfo().blocks(), meminfo[piece]),
                        nodeOf(resolver.boot().reserved().blocks(), reserved[piece]));
    }

    private static int nodeOf(List<Memblk> blocks, int index) {
        return index == FirstBlocks.NONE ? NUMA_NO_NODE : blocks.get(index).node();
    }

    private static Optional<Memblk> block(List<Memblk> blocks, int index) {
        return index == FirstBlocks.NONE ? Optional.empty() : Optional.of(blocks.get(index));
    }
}
