package io.targetnode.kernel;

import io.targetnode.memory.Address;
import java.util.Arrays;
import java.util.List;

/**
 * Orders blocks by start as the kernel's sort does. That sort is a heapsort and not stable, and the order of blocks with
 * the same start decides which of them is stretched over a window (kernel-rules 2.12): two come out reversed, three as
 * 3-2-1, four as 2-4-3-1. What gives these orders is a bottom-up heapsort (the larger child rises all the way down, then
 * the sifted block climbs back to its place; of equal children the left one rises, and a block climbs past its equals)
 * that takes the two largest out at a time: the root, and the larger of its children, of equal ones the right one.
 */
final class KernelSort {

    private KernelSort() {}

    /** @param blocks in the order in which the kernel holds them; not empty */
    static List<Block> byStart(List<Block> blocks) {
        Block[] heap = blocks.toArray(Block[]::new);
        heapsort(heap);
        return Arrays.asList(heap);
    }

    private static void heapsort(Block[] heap) {
        for (int root = heap.length / 2 - 1; root >= 0; root--) {
            siftDown(heap, root, heap.length);
        }
        int size = heap.length;
        while (size > 3) {
            swap(heap, 0, --size);
            int second = startsBelow(heap[2], heap[1]) ? 1 : 2;
            swap(heap, second, --size);
            siftDown(heap, second, size);
            siftDown(heap, 0, size);
        }
        swap(heap, 0, --size);
        if (size == 2 && startsBelow(heap[1], heap[0])) {
            swap(heap, 0, 1);
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
