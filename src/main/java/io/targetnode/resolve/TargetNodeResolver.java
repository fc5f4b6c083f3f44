package io.targetnode.resolve;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

import io.targetnode.kernel.Boot;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Memblk;
import io.targetnode.memory.AddressRange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Answers every question about the addresses of one booted machine under one look-up rule: what the kernel's
 * {@code phys_to_target_node()} and {@code memory_add_physaddr_to_nid()} return, and why (kernel-rules 2.11).
 *
 * <p>The kernel scans two lists of blocks for each look-up. The resolver cuts the address space once into pieces with one
 * answer each, in O(n log n), and then finds the piece of an address in O(log n). The first batch compiles the target nodes
 * into a {@link CompiledMap}, which needs no search for most machines. Immutable, and safe for concurrent use.
 */
public final class TargetNodeResolver {

    /** About one and a half times the measured size of a segment in a list. */
    private static final int SEGMENT_BYTES = 96;

    private final Boot boot;
    private final LookupRule rule;
    private final Pieces pieces;

    /** For each piece, the index of the first block of the list that holds it, or {@link RankedRanges#NONE}. */
    private final int[] meminfo;

    private final int[] reserved;
    private final Backing[] backings;
    private final LazyPart<CompiledMap> map;
    private final LazyPart<List<Segment>> segments;

    /**
     * Builds a resolver in O(n log n) in blocks and backing ranges.
     *
     * @param backing the backing of the machine's addresses
     * @param onGrowth runs each time {@link #bytes()} has increased
     */
    public TargetNodeResolver(Boot boot, LookupRule rule, BackingRanges backing, Runnable onGrowth) {
        RankedRanges.Lowest inMeminfo = firstBlocks(boot.meminfo().blocks());
        RankedRanges.Lowest inReserved = firstBlocks(boot.reserved().blocks());
        this.boot = boot;
        this.rule = rule;
        this.pieces = Pieces.of(Stream.of(inMeminfo.pieces(), inReserved.pieces(), backing.pieces()));
        this.meminfo = inMeminfo.within(pieces);
        this.reserved = inReserved.within(pieces);
        this.backings = backing.within(pieces);
        this.map = new LazyPart<>(this::compile, onGrowth);
        this.segments = new LazyPart<>(() -> Segment.of(this), onGrowth);
    }

    /** {@code phys_to_target_node()}: the node that memory hot-added at the address would get; -1 for "no node". */
    public int targetNode(long address) {
        return targetNodeOf(pieces.indexOf(address));
    }

    /**
     * The target nodes of many addresses, from the compiled map.
     *
     * @param addresses the first {@code count} are looked up, in any order
     * @param targetNodes receives the node of each address at the same index
     */
    public void targetNodes(long[] addresses, int[] targetNodes, int count) {
        map.get().targetNodes(addresses, targetNodes, count);
    }

    /** {@code memory_add_physaddr_to_nid()}: the node of an ACPI hot-add; -1 only if meminfo is empty and searched. */
    public int hotAddNode(long address) {
        return hotAddNodeOf(pieces.indexOf(address));
    }

    /** Both nodes of an address, and its backing. */
    public NodeAnswer nodeAnswer(long address) {
        int piece = pieces.indexOf(address);
        return new NodeAnswer(targetNodeOf(piece), hotAddNodeOf(piece), backings[piece]);
    }

    /** Both nodes of an address, its backing, and the blocks that decide. */
    public Answer answer(long address) {
        int piece = pieces.indexOf(address);
        return new Answer(
                address,
                targetNodeOf(piece),
                hotAddNodeOf(piece),
                backings[piece],
                block(boot.meminfo().blocks(), meminfo[piece]),
                block(boot.reserved().blocks(), reserved[piece]));
    }

    /** The answer and the reasons for it. */
    public Explanation explain(long address) {
        return Explanation.of(answer(address), rule, boot);
    }

    /**
     * The described parts of the address space, ascending and disjoint; neighbours differ. Holes without a node are
     * left out.
     */
    public List<Segment> segments() {
        return segments.get();
    }

    /** The addresses that both lists hold with different nodes: ascending, disjoint. O(n log n). */
    public List<Contested> contested() {
        return Contested.of(this);
    }

    /** The number of pieces into which the address space is cut: the measure of what a comparison of all answers costs. */
    public int pieces() {
        return pieces.count();
    }

    /** Whether the two rules that search the lists give different nodes for some address. */
    public boolean rulesDiffer() {
        return !contested().isEmpty();
    }

    /** The lists after the boot, and its log. */
    public Boot boot() {
        return boot;
    }

    /** The rule that answers. */
    public LookupRule rule() {
        return rule;
    }

    /** The approximate number of bytes in use, including the parts that have been built so far. */
    public long bytes() {
        return (long) pieces.count() * (Long.BYTES + 3 * Integer.BYTES)
                + map.ifBuilt().map(CompiledMap::bytes).orElse(0)
                + (long) SEGMENT_BYTES * segments.ifBuilt().map(List::size).orElse(0);
    }

    /**
     * The whole address space, ascending, in ranges within which no answer of any resolver changes. Neighbouring ranges may
     * have equal answers.
     */
    public static List<AddressRange> ranges(List<TargetNodeResolver> resolvers) {
        return Pieces.of(resolvers.stream().map(resolver -> resolver.pieces)).ranges();
    }

    private static RankedRanges.Lowest firstBlocks(List<Memblk> blocks) {
        RankedRanges ranges = new RankedRanges();
        for (int i = 0; i < blocks.size(); i++) {
            ranges.add(blocks.get(i).range(), i);
        }
        return ranges.lowest(blocks.size());
    }

    private CompiledMap compile() {
        int[] nodes = IntStream.range(0, pieces.count()).map(this::targetNodeOf).toArray();
        int[] changes = IntStream.range(0, nodes.length)
                .filter(i -> i == 0 || nodes[i] != nodes[i - 1])
                .toArray();
        int[] changed = Arrays.stream(changes).map(i -> nodes[i]).toArray();
        return CompiledMap.of(pieces.only(Arrays.stream(changes)), changed);
    }

    private int targetNodeOf(int piece) {
        return rule.choose(
                node(boot.meminfo().blocks(), meminfo[piece]),
                node(boot.reserved().blocks(), reserved[piece]));
    }

    /** Outside of meminfo, the kernel falls back on the node of its first block. */
    private int hotAddNodeOf(int piece) {
        List<Memblk> blocks = boot.meminfo().blocks();
        return rule.chooseHotAdd(
                blocks.isEmpty()
                        ? NUMA_NO_NODE
                        : blocks.get(Math.max(0, meminfo[piece])).node());
    }

    private static int node(List<Memblk> blocks, int index) {
        return index == RankedRanges.NONE ? NUMA_NO_NODE : blocks.get(index).node();
    }

    private static Optional<Memblk> block(List<Memblk> blocks, int index) {
        return index == RankedRanges.NONE ? Optional.empty() : Optional.of(blocks.get(index));
    }
}
