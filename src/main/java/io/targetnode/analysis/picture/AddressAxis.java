package io.targetnode.analysis.picture;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The axis that all lanes share.
 *
 * <p>Every start of a block, and every address after the end of a block, cuts the axis into cells. A cell is a hole if no RAM, SRAT
 * entry, window or reserved range is there; a joined block of meminfo may cover it. A hole is drawn with a fixed width and a break
 * sign, however large it is. Every other cell gets a minimum width, and a share of the remaining width in proportion to the cube root
 * of its size: 256 MiB remains visible beside 512 GiB, which is 12 times as wide. Blocks begin and end where cells do, so blocks with
 * a common border have it at the same place in all lanes. Built in O(n log n) in blocks.
 */
final class AddressAxis {

    /** First addresses of the cells, ascending as unsigned numbers. */
    private final long[] starts;

    private final boolean[] holes;
    private final long last;

    private AddressAxis(long[] starts, long last) {
        this.starts = starts;
        this.holes = new boolean[starts.length];
        this.last = last;
    }

    static AddressAxis of(List<Lane> lanes) {
        List<AddressRange> ranges = lanes.stream()
                .flatMap(lane -> lane.blocks().stream())
                .map(LaneBlock::range)
                .toList();
        long last = ranges.stream().map(AddressRange::end).reduce(Address::max).orElse(-1L);
        AddressAxis axis = new AddressAxis(cuts(ranges, last), last);
        axis.markHoles(lanes.stream()
                .filter(lane -> lane.kind().describes())
                .flatMap(lane -> lane.blocks().stream())
                .map(LaneBlock::range)
                .toList());
        return axis;
    }

    int cells() {
        return starts.length;
    }

    AddressRange cell(int index) {
        return new AddressRange(starts[index], index + 1 < starts.length ? starts[index + 1] - 1 : last);
    }

    boolean isHole(int index) {
        return holes[index];
    }

    boolean hasHoles() {
        return IntStream.range(0, cells()).anyMatch(this::isHole);
    }

    /** The address where a cell begins; after the last cell, the one after the end of the axis. */
    String tick(int index) {
        if (index < starts.length) {
            return Address.print(starts[index]);
        }
        return last == -1L ? "2^64" : Address.print(last + 1);
    }

    /** The number of characters of the longest tick. */
    int tickLength() {
        return Math.max(tick(starts.length).length(), tick(starts.length - 1).length());
    }

    /** The index of the cell that holds an address. O(log n). */
    int indexOf(long address) {
        int from = 0;
        int to = starts.length - 1;
        while (from < to) {
            int middle = (from + to + 1) >>> 1;
            if (Address.below(address, starts[middle])) {
                to = middle - 1;
            } else {
                from = middle;
            }
        }
        return from;
    }

    /** The smallest width of cells that lie beside each other. */
    int minWidth(int from, int to, int cell, int hole) {
        int width = 0;
        for (int i = from; i < to; i++) {
            width += holes[i] ? hole : cell;
        }
        return width;
    }

    /**
     * The edges of some cells.
     *
     * @param from the first cell
     * @param to the cell after the last one
     * @param width their total width
     * @param cell the smallest width of a cell
     * @param hole the width of a hole
     * @return the left edge of each cell, from 0, and the right edge of the last one
     */
    int[] edges(int from, int to, int width, int cell, int hole) {
        double[] weights = new double[to - from];
        double total = 0;
        for (int i = from; i < to; i++) {
            weights[i - from] = holes[i] ? 0 : StrictMath.cbrt(unsigned(cell(i).sizeBytes()));
            total += weights[i - from];
        }
        int spare = Math.max(0, width - minWidth(from, to, cell, hole));
        int[] edges = new int[weights.length + 1];
        for (int i = 0; i < weights.length; i++) {
            int share = total == 0 ? 0 : (int) (spare * (weights[i] / total));
            edges[i + 1] = edges[i] + (holes[from + i] ? hole : cell + share);
        }
        return edges;
    }

    /** Also cuts at 0, so that the axis begins there. The end of the address space is no cut: its successor is 0. */
    private static long[] cuts(List<AddressRange> ranges, long last) {
        return LongStream.concat(
                        LongStream.of(0),
                        ranges.stream().flatMapToLong(range -> LongStream.of(range.start(), range.end() + 1)))
                .filter(address -> !Address.below(last, address))
                .map(address -> address ^ Long.MIN_VALUE)
                .sorted()
                .distinct()
                .map(flipped -> flipped ^ Long.MIN_VALUE)
                .toArray();
    }

    private void markHoles(List<AddressRange> described) {
        int[] changes = new int[starts.length + 1];
        for (AddressRange range : described) {
            changes[indexOf(range.start())]++;
            changes[indexOf(range.end()) + 1]--;
        }
        int covering = 0;
        for (int i = 0; i < starts.length; i++) {
            covering += changes[i];
            holes[i] = covering == 0;
        }
    }

    /** The double of an unsigned number. 0 stands for the whole address space. */
    private static double unsigned(long number) {
        return number == 0 ? 0x1p64 : (number >>> 1) * 2.0 + (number & 1);
    }
}
