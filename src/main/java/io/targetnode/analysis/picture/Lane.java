package io.targetnode.analysis.picture;

import io.targetnode.memory.AddressRange;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A lane of the picture.
 *
 * @param kind what its blocks are
 * @param title its name for people
 * @param view the kernel and the rule that it depends on; empty if it depends on none
 * @param blocks in the order of their source; blocks of some lanes overlap
 */
public record Lane(LaneKind kind, String title, Optional<KernelView> view, List<LaneBlock> blocks) {

    /** Blocks that overlap are drawn in this many rows; further ones are drawn over each other in the last row. */
    static final int MAX_ROWS = 4;

    public Lane {
        blocks = List.copyOf(blocks);
    }

    /** The row of each block, from 0: the first row that is free. O(n log n). */
    List<Integer> rows() {
        Integer[] rows = new Integer[blocks.size()];
        List<AddressRange> last = new ArrayList<>();
        IntStream.range(0, rows.length)
                .boxed()
                .sorted(Comparator.comparing(index -> blocks.get(index).range().start(), Long::compareUnsigned))
                .forEach(index -> rows[index] = place(blocks.get(index).range(), last));
        return List.of(rows);
    }

    /** @param last the highest range of each row */
    private static int place(AddressRange range, List<AddressRange> last) {
        int row = 0;
        while (row < last.size() && last.get(row).overlaps(range)) {
            row++;
        }
        if (row == last.size() && row < MAX_ROWS - 1) {
            last.add(range);
        } else if (row < last.size()) {
            last.set(row, range);
        }
        return row;
    }

    /** The number of rows, at least one. */
    static int count(List<Integer> rows) {
        return 1 + rows.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
