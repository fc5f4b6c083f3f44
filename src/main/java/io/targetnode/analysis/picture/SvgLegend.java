package io.targetnode.analysis.picture;

import java.util.List;
import java.util.NavigableSet;

/**
 * Draws the legend: the colours of the nodes, and what signs mean.
 *
 * @param nodes the nodes in the picture
 * @param notes what the signs in the picture mean
 * @param left the left end
 * @param top the upper end
 */
record SvgLegend(NavigableSet<Integer> nodes, List<String> notes, int left, int top) {

    private static final int PER_ROW = 12;
    private static final int COLUMN = 750;
    private static final int ROW_HEIGHT = 18;
    private static final int FONT_SIZE = 10;

    int bottom() {
        return nodesBottom() + notes.size() * ROW_HEIGHT;
    }

    void draw(Svg svg) {
        int index = 0;
        for (int node : nodes) {
            int x = left + index % PER_ROW * COLUMN;
            int y = top + index / PER_ROW * ROW_HEIGHT;
            svg.start("rect")
                    .box(x, y, 140, 12)
                    .set("fill", MapStyle.fill(node))
                    .end();
            svg.label(node < 0 ? "no node" : "node " + node, x + 190, y + 10, Paint.TEXT, FONT_SIZE);
            index++;
        }
        int y = nodesBottom() + 10;
        for (String note : notes) {
            svg.label(note, left, y, Paint.DIM, FONT_SIZE);
            y += ROW_HEIGHT;
        }
    }

    private int nodesBottom() {
        return top + (nodes.size() + PER_ROW - 1) / PER_ROW * ROW_HEIGHT;
    }
}
