package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Collects the memory blocks of sysfs: their size, which of them are online, and the nodes that they are linked to.
 *
 * <p>The number of a block is its address divided by the size of blocks. States and links are stored as one number each: the
 * number of the block in the high bits, the state or the node in the low bits. They are sorted once at the end. This takes 16
 * bytes per block.
 */
final class MemoryBlocks {

    /** Twice the number of blocks of 128 MiB in 64 TiB. */
    static final int MAX_BLOCKS = 1 << 20;

    private static final int NODE_BITS = 16;

    private final SortedLongs states = new SortedLongs();
    private final SortedLongs links = new SortedLongs();
    private final List<String> warnings = new ArrayList<>();
    /** The binary logarithm of the size of blocks. */
    private OptionalInt sizeBits = OptionalInt.empty();

    void size(Line line, long bytes) {
        if (Long.bitCount(bytes) != 1) {
            throw line.refuse(
                    "the size of memory blocks is not a power of two; it is hexadecimal without 0x, like 8000000");
        }
        int bits = Long.numberOfTrailingZeros(bytes);
        if (sizeBits.orElse(bits) != bits) {
            throw line.refuse("a second size of memory blocks; give the files of one machine");
        }
        sizeBits = OptionalInt.of(bits);
    }

    void state(Line line, long block, boolean online) {
        requireWithinLimit(line, states);
        states.add(block << 1 | (online ? 1 : 0));
    }

    void link(Line line, long block, int node) {
        requireWithinLimit(line, links);
        links.add(block << NODE_BITS | node);
    }

    /** Blocks that are online on one node. May add {@link #warnings}. */
    List<OnlineMemory> online(String source) {
        long[] byNode = links.distinct();
        if (sizeBits.isEmpty() || byNode.length == 0) {
            warnOfMissingFiles(byNode.length);
            return List.of();
        }
        States onlineStates = new States(source, states.distinct());
        OnlineRuns runs = new OnlineRuns();
        int shared = 0;
        for (int at = 0, next; at < byNode.length; at = next) {
            long block = byNode[at] >>> NODE_BITS;
            for (next = at + 1; next < byNode.length && byNode[next] >>> NODE_BITS == block; ) {
                next++;
            }
            if (onlineStates.isOnline(block)) {
                if (next - at > 1) {
                    shared++;
                } else {
                    int node = (int) (byNode[at] & (1 << NODE_BITS) - 1);
                    runs.add(range(source, block), node, why -> new CaptureException(source, why));
                }
            }
        }
        if (shared > 0) {
            warnings.add("%,d memory blocks belong to several nodes each and are left out".formatted(shared));
        }
        return runs.runs();
    }

    /** The size of a block; empty if it is not given. */
    OptionalLong blockBytes() {
        return sizeBits.isPresent() ? OptionalLong.of(1L << sizeBits.getAsInt()) : OptionalLong.empty();
    }

    /** Clauses about what could not be used. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void warnOfMissingFiles(int linked) {
        if (linked > 0) {
            warnings.add(
                    "the nodes of memory blocks are not used, because the blocks' size is not given (block_size_bytes)");
        } else if (states.size() > 0) {
            warnings.add("the states of memory blocks are not used, as links like node0/memory4 are not given");
        }
    }

    private AddressRange range(String source, long block) {
        int bits = sizeBits.orElseThrow();
        long start = block << bits;
        if (start >>> bits != block) {
            throw new CaptureException(source, "memory%d lies beyond 2^64".formatted(block));
        }
        return new AddressRange(start, start + (1L << bits) - 1);
    }

    private static void requireWithinLimit(Line line, SortedLongs list) {
        if (list.size() == MAX_BLOCKS) {
            throw line.refuse("more than %,d memory blocks; no machine has that many".formatted(MAX_BLOCKS));
        }
    }

    /** Answers for ascending blocks whether they are online. Without any state, all blocks are taken to be online. */
    private static final class States {

        private final String source;
        private final long[] states;
        private int at;

        States(String source, long[] states) {
            this.source = source;
            this.states = states;
        }

        boolean isOnline(long block) {
            while (at < states.length && states[at] >>> 1 < block) {
                at++;
            }
            boolean known = at < states.length && states[at] >>> 1 == block;
            if (known && at + 1 < states.length && states[at + 1] >>> 1 == block) {
                throw new CaptureException(
                        source, "memory%d is online in one line and not in another".formatted(block));
            }
            return known ? (states[at] & 1) == 1 : states.length == 0;
        }
    }
}
