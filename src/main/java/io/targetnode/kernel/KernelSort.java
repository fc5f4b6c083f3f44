package io.targetnode.kernel;

import io.targetnode.memory.Address;
import java.util.List;

/**
 * Orders blocks by start as the kernel's sort does. That sort is a bottom-up heapsort and not stable, and the order of
 * blocks with the same start decides which of them is stretched over a window (kernel-rules 2.12): two come out
 * reversed, three as 3-2-1, four as 2-4-3-1. So this is a bottom-up heapsort too: the larger child rises all the way
 * down, then the sifted block climbs back to its place; of equal children the left one is taken, and a block climbs past
 * its equals.
 */
final class KernelSort {

    private KernelSort() {}

    static Block[] byStart(List<Block> blocks) {
        Block[] heap = blocks.toArray(Block[]::new);
        // Without ties every sort gives the same, and most tables are written in this order.
        if (!isStrictlyAscending(heap)) {
            heapsort(heap);
        }
        return heap;
    }

    private static boolean isStrictlyAscending(Block[] blocks) {
        for (int i = 1; i < blocks.length; i++) {
            if (!Address.below(blocks[i - 1].start(), blocks[i].start())) {
                return false;
            }
        }
        return true;
    }

    private static void heapsort(Block[] heap) {
        for (int root = heap.length / 2 - 1; root >= 0; root--) {
            siftDown(heap, root, heap.length);
        }
        for (int size = heap.length - 1; size > 0; size--) {
            swap(heap, 0, size);
            siftDown(heap, 0, size);
        }
    }

    private static void siftDown(Block[] heap, int root, int size) {
        int leaf = root;
        while (2 * leaf + 2 < size) {
            int left = 2 * leaf + 1;
            leaf = startsBelow(heap[left], heap[left + 1]) ? left + 1 : left;
        }
        if (2 * leaf + 2 == size) {
            leaf = 2 * leaf + 1;
        }
        int place = leaf;
        while (place != root && !startsBelow(heap[root], heap[place])) {
            place = (place - 1) / 2;
        }
        for (int i = place; i != root; ) {
            i = (i - 1) / 2;
            swap(heap, i, place);
        }
    }

    private static boolean startsBelow(Block a, Block b) {
        return Address.below(a.start(), b.start());
    }

    private static void swap(Block[] heap, int a, int b) {
        Block block = heap[a];
        heap[a] = heap[b];
        heap[b] = block;
    }
}
