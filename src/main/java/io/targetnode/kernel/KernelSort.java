package io.targetnode.kernel;

import io.targetnode.kernel.Behaviour.Sort;
import io.targetnode.kernel.Behaviour.WindowRule;
import java.util.Arrays;
import java.util.List;

/**
 * The kernel's {@code sort()} in lib/sort.c, a bottom-up heapsort that is not stable: of blocks with equal starts, the order
 * decides which one is stretched over a window (kernel-rules 2.12, 5.3). A block sinks along the larger children to a leaf and
 * rises again to its place, past its equals.
 *
 * <p>Each round of the old sort removes the root. The new one (6.9) removes the root and its larger child; of equal children,
 * it takes the right one where the old sort takes the left one.
 */
final class KernelSort {

    private final Block[] heap;
    /** Starts of the blocks in the heap, with the sign bit flipped so that a signed comparison orders them unsigned. */
    private final long[] keys;
    /** Whether only the low halves of the starts are compared. */
    private final boolean faulty;
    /** If comparing the left child with the right one gives at least this, the left child counts as the larger one. */
    private final int leftFrom;

    private KernelSort(List<Block> blocks, WindowRule comparison, Sort version) {
        this.heap = blocks.toArray(Block[]::new);
        this.keys = blocks.stream()
                .mapToLong(block -> block.start() ^ Long.MIN_VALUE)
                .toArray();
        this.faulty = comparison == WindowRule.FILL_BUG;
        this.leftFrom = version == Sort.OLD ? 0 : 1;
    }

    /**
     * Sorts blocks by start.
     *
     * @param blocks in the kernel's order; not empty
     * @param comparison that of {@link WindowRule#FILL_BUG}, which is not transitive, or of {@link WindowRule#FILL}
     */
    static List<Block> sort(List<Block> blocks, WindowRule comparison, Sort version) {
        KernelSort sort = new KernelSort(blocks, comparison, version);
        for (int root = sort.heap.length / 2 - 1; root >= 0; root--) {
            sort.sift(root, sort.heap.length);
        }
        if (version == Sort.OLD) {
            sort.removeOneByOne();
        } else {
            sort.removeInPairs();
        }
        return Arrays.asList(sort.heap);
    }

    private void removeOneByOne() {
        for (int size = heap.length - 1; size > 0; size--) {
            swap(0, size);
            sift(0, size);
        }
    }

    private void removeInPairs() {
        int size = heap.length;
        while (size > 3) {
            swap(0, --size);
            int second = compare(1, 2) > 0 ? 1 : 2;
            swap(second, --size);
            sift(second, size);
            sift(0, size);
        }
        swap(0, --size);
        if (size == 2 && compare(0, 1) > 0) {
            swap(0, 1);
        }
    }

    private void sift(int root, int size) {
        int leaf = root;
        while (2 * leaf + 2 < size) {
            int left = 2 * leaf + 1;
            leaf = Integer.signum(compare(left, left + 1)) >= leftFrom ? left : left + 1;
        }
        if (2 * leaf + 2 == size) {
            leaf = 2 * leaf + 1;
        }
        int place = leaf;
        while (place != root && compare(root, place) >= 0) {
            place = (place - 1) / 2;
        }
        for (int i = place; i != root; ) {
            i = (i - 1) / 2;
            swap(i, place);
        }
    }

    /** {@code cmp_memblk()}; with the fault, it returns the difference as an int. */
    private int compare(int a, int b) {
        return faulty ? (int) (keys[a] - keys[b]) : Long.compare(keys[a], keys[b]);
    }

    private void swap(int a, int b) {
        Block block = heap[a];
        heap[a] = heap[b];
        heap[b] = block;
        long key = keys[a];
        keys[a] = keys[b];
        keys[b] = key;
    }
}
