package io.targetnode.analysis.picture;

import io.targetnode.memory.AddressRange;

/** The places of cells on a drawn axis, in tenths of a pixel. */
final class Scale {

    private static final int MIN_WIDTH = 9_000;
    private static final int MIN_CELL = 20;
    private static final int MAX_CELL = 280;

    /** The least cells together take at most this part of the axis while that is wider than {@link #MIN_CELL}. */
    private static final int LEAST = 4_500;

    private final AddressAxis axis;
    private final int left;
    private final int[] edges;

    /** @param left the place of the first cell */
    Scale(AddressAxis axis, int left) {
        int cell = Math.max(MIN_CELL, Math.min(MAX_CELL, LEAST / axis.cells()));
        int hole = cell * 3 / 2;
        int least = axis.minWidth(0, axis.cells(), cell, hole);
        int width = Math.max(MIN_WIDTH, least + least / 4);
        this.axis = axis;
        this.left = left;
        this.edges = axis.edges(0, axis.cells(), width, cell, hole);
    }

    /** The left edge of a cell; of the cell after the last one, the end of the axis. */
    int edge(int cell) {
        return left + edges[cell];
    }

    int start(AddressRange range) {
        return edge(axis.indexOf(range.start()));
    }

    int width(AddressRange range) {
        return edge(axis.indexOf(range.end()) + 1) - start(range);
    }

    int end() {
        return edge(edges.length - 1);
    }
}
