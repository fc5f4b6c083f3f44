package io.targetnode.analysis.picture;

import java.util.SortedSet;

/**
 * Draws the legend: the colours of the nodes, and what signs mean.
 *
 * @param nodes the nodes in the picture
 * @param top the upper end in pixels
 * @param left the left end in pixels
 */
record SvgLegend(SortedSet<Integer> nodes, int top, int left) {

    private static final int PER_ROW = 12;
    private static final int COLUMN = 75;
    private static final int ROW_HEIGHT = 18;
    private static final String SIGNS =
            "//  hole, not to scale; widths of other ranges grow with the cube root of their sizes";

    int bottom() {
        return top + ((nodes.size() + PER_ROW - 1) / PER_ROW + 1) * ROW_HEIGHT;
    }

    void draw(Svg svg) {
        svg.open("g", "class", "tn-text", "fill", MapStyle.TEXT, "font-size", 10);
        int index = 0;
        for (int node : nodes) {
            int x = left + index % PER_ROW * COLUMN;
            int y = top + index / PER_ROW * ROW_HEIGHT;
            svg.empty("rect", "x", x, "y", y, "width", 14, "height", 12, "fill", MapStyle.fill(node));
            svg.text("text", node < 0 ? "no node" : "node " + node, "x", x + 19, "y", y + 10);
            index++;
        }
        svg.text("text", SIGNS, "x", left, "y", bottom() - 7).close().line();
    }
}
