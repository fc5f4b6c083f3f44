package io.targetnode.capture;

import java.util.Arrays;

/** Non-negative numbers that are collected in any order: a million of them take 8 MiB. */
final class SortedLongs {

    private long[] values = new long[64];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    /** The numbers, ascending and without duplicates. */
    long[] distinct() {
        Arrays.sort(values, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || values[i] != values[i - 1]) {
                values[kept++] = values[i];
            }
        }
        size = kept;
        return Arrays.copyOf(values, kept);
    }
}
