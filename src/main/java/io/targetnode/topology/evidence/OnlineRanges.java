package io.targetnode.topology.evidence;

import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.kernel.Platform;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The ranges of online memory and their nodes, as the host reported them. Immutable.
 *
 * <p>The host reports whole memory blocks, which may extend beyond the memory. So each range is clipped to the known memory: RAM
 * at boot, dax devices in system-ram mode, and memory added later. Between known ranges only whole blocks remain: an online
 * block without known memory must contain other memory.
 */
public final class OnlineRanges {

    /** The ranges of a host without evidence of online memory. */
    public static final OnlineRanges EMPTY = new OnlineRanges(List.of());

    /** Ascending and disjoint, ends inclusive. */
    private final long[] starts;

    private final long[] ends;
    private final int[] nodes;

    private OnlineRanges(List<OnlineMemory> parts) {
        starts = parts.stream().mapToLong(part -> part.range().start()).toArray();
        ends = parts.stream().mapToLong(part -> part.range().end()).toArray();
        nodes = parts.stream().mapToInt(OnlineMemory::node).toArray();
    }

    /** The ranges that a host reported. O(n log n). */
    public static OnlineRanges of(Evidence evidence, UsableRam ram, Platform platform) {
        if (evidence.online().isEmpty()) {
            return EMPTY;
        }
        List<AddressRange> known = known(evidence, ram);
        long blockBytes = OnlineBlocks.maxBlockBytes(evidence.online(), ram, platform);
        List<OnlineMemory> parts = new ArrayList<>();
        int next = 0;
        for (OnlineMemory run : evidence.online()) {
            while (next < known.size()
                    && Address.below(known.get(next).end(), run.range().start())) {
                next++;
            }
            cut(run, known, next, blockBytes, parts);
        }
        return new OnlineRanges(parts);
    }

    /** The node of an address; empty if no online memory is known there. O(log n). */
    public OptionalInt nodeAt(long address) {
        int from = 0;
        int to = starts.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Address.below(ends[middle], address)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        boolean holds = from < starts.length && !Address.below(address, starts[from]);
        return holds ? OptionalInt.of(nodes[from]) : OptionalInt.empty();
    }

    /** Approximate memory in bytes. */
    public int bytes() {
        return starts.length * (2 * Long.BYTES + Integer.BYTES);
    }

    /** The known memory: ascending, disjoint, adjacent ranges joined. */
    private static List<AddressRange> known(Evidence evidence, UsableRam ram) {
        Stream<AddressRange> devices =
                evidence.devices().stream().filter(DaxDevice::systemRam).flatMap(device -> device.range().stream());
        return AddressRange.joined(Stream.of(ram.ranges().stream(), devices, evidence.added().stream())
                .flatMap(ranges -> ranges)
                .toList());
    }

    private static void cut(
            OnlineMemory run, List<AddressRange> known, int first, long blockBytes, List<OnlineMemory> parts) {
        long at = run.range().start();
        for (int i = first; i < known.size() && known.get(i).overlaps(run.range()); i++) {
            long start = Address.max(known.get(i).start(), run.range().start());
            long end = Address.min(known.get(i).end(), run.range().end());
            addBlocks(at, start, run.node(), blockBytes, parts);
            parts.add(new OnlineMemory(new AddressRange(start, end), run.node()));
            at = end + 1;
        }
        addBlocks(at, run.range().end() + 1, run.node(), blockBytes, parts);
    }

    /** Adds the whole blocks of [from, to), in which no memory is known. */
    private static void addBlocks(long from, long to, int node, long blockBytes, List<OnlineMemory> parts) {
        long start = (from + blockBytes - 1) & -blockBytes;
        long end = to & -blockBytes;
        if (Address.below(start, end)) {
            parts.add(new OnlineMemory(new AddressRange(start, end - 1), node));
        }
    }
}
