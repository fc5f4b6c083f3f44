package io.targetnode.kernel;

import java.util.Arrays;
import java.util.List;

/**
 * Orders blocks by start as the kernel's {@code sort()} in lib/sort.c does. That sort is a heapsort and not stable, and the
 * order of blocks with equal starts decides which of them is stretched over a window (kernel-rules 2.12): two of them come
 * out reversed, three as 3-2-1, four as 2-4-3-1. A bottom-up heapsort gives these orders. On the way down, the larger child moves
 * up; of equal children, the left one moves up. Then the sifted block moves back up to its place, past its equals. Each round
 * removes the two largest blocks: the root and its larger child; of equal children, the right one is removed.
 */
final class KernelSort {

    private final Block[] heap;
    /** Starts of the blocks in the heap, with the sign bit flipped so that a signed comparison orders them unsigned. */
    private final long[] keys;

    private KernelSort(List<Block> blocks) {
        this.heap = blocks.toArray(Block[]::new);
        this.keys = blocks.stream()
                .mapToLong(block -> block.start() ^ Long.MIN_VALUE)
                .toArray();
    }

    /** @param blocks in the kernel's order; not empty */
    static List<Block> byStart(List<Block> blocks) {
        KernelSort sort = new KernelSort(blocks);
        sort.heapsort();
        return Arrays.asList(sort.heap);
    }

    private void heapsort() {
        for (int root = heap.length / 2 - 1; root >= 0; root--) {
            siftDown(root, heap.length);
        }
        int size = heap.length;
        while (size > 3) {
            swap(0, --size);
            int second = keys[2] < keys[1] ? 1 : 2;
            swap(second, --size);
            siftDown(second, size);
            siftDown(0, size);
        }
        swap(0, --size);
        if (size == 2 && keys[1] < keys[0]) {
            swap(0, 1);
        }
    }

    private void siftDown(int root, int size) {
        int leaf = root;
        while (2 * leaf + 2 < size) {
            int left = 2 * leaf + 1;
            leaf = keys[left] < keys[left + 1] ? left + 1 : left;
        }
        if (2 * leaf + 2 == size) {
            leaf = 2 * leaf + 1;
        }
        int place = leaf;
        while (place != root && keys[root] >= keys[place]) {
            place = (place - 1) / 2;
        }
        for (int i = place; i != root; ) {
            i = (i - 1) / 2;
            swap(i, place);
        }
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
