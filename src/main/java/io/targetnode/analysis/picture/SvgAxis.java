package io.targetnode.analysis.picture;

import static io.targetnode.analysis.picture.Scale.print;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.Arrays;

/** Draws the axis: ticks with addresses, and holes with a break sign. */
final class SvgAxis {

    /** Addresses are written in this many rows, so that neighbours do not overlap. */
    private static final int ROWS = 3;

    private static final int ROW_HEIGHT = 14;
    private static final int TICK = 8;

    static final int HEIGHT = ROWS * ROW_HEIGHT + TICK;

    private static final int CHARACTER = 61;
    private static final int GAP = 120;

    private final AddressAxis axis;
    private final Scale scale;
    private final int line;

    /** @param top the upper end in pixels */
    SvgAxis(AddressAxis axis, Scale scale, int top) {
        this.axis = axis;
        this.scale = scale;
        this.line = top + HEIGHT;
    }

    /** @param bottom the lower end of the lanes in pixels */
    void draw(Svg svg, int bottom) {
        drawHoles(svg, bottom);
        StringBuilder ticks = new StringBuilder("M%s %dH%s".formatted(print(scale.edge(0)), line, print(scale.end())));
        StringBuilder breaks = new StringBuilder();
        for (int i = 0; i <= axis.cells(); i++) {
            ticks.append("M%s %dv-%d".formatted(print(scale.edge(i)), line, TICK / 2));
            if (i < axis.cells() && axis.isHole(i)) {
                int middle = (scale.edge(i) + scale.edge(i + 1)) / 2;
                breaks.append(
                        "M%s %dl4 -10M%s %dl4 -10".formatted(print(middle - 40), line + 5, print(middle), line + 5));
            }
        }
        svg.empty("path", "d", ticks, "class", "tn-line", "stroke", MapStyle.LINE, "fill", "none");
        if (!breaks.isEmpty()) {
            svg.empty(
                    "path",
                    "d",
                    breaks,
                    "class",
                    "tn-line",
                    "stroke",
                    MapStyle.LINE,
                    "fill",
                    "none",
                    "stroke-width",
                    2);
        }
        drawAddresses(svg, bottom);
        svg.line();
    }

    private void drawHoles(Svg svg, int bottom) {
        svg.open("g", "class", "tn-hole", "fill", MapStyle.HOLE);
        for (int i = 0; i < axis.cells(); i++) {
            if (axis.isHole(i)) {
                AddressRange hole = axis.cell(i);
                svg.open(
                                "rect",
                                "x",
                                print(scale.edge(i)),
                                "y",
                                line,
                                "width",
                                print(scale.width(hole)),
                                "height",
                                bottom - line,
                                "data-from",
                                Address.print(hole.start()),
                                "data-to",
                                Address.print(hole.end()))
                        .text(
                                "title",
                                "%s, %s\nhole: no memory is described here; not to scale"
                                        .formatted(hole, ByteSize.of(hole)))
                        .close();
            }
        }
        svg.close().line();
    }

    /** Writes as many addresses as fit; the title of each block has its addresses. */
    private void drawAddresses(Svg svg, int bottom) {
        int[] free = new int[ROWS];
        Arrays.fill(free, Integer.MIN_VALUE);
        svg.open("g", "class", "tn-text", "fill", MapStyle.TEXT, "font-size", 10);
        StringBuilder leaders = new StringBuilder();
        for (int i = 0; i <= axis.cells(); i++) {
            String hex = axis.tick(i);
            String size = i < axis.cells() ? ByteSize.of(axis.cell(i).start()) : "";
            int x = scale.edge(i);
            int row = 0;
            while (row < ROWS && free[row] > x) {
                row++;
            }
            if (row < ROWS) {
                free[row] = x + (hex.length() + 1 + size.length()) * CHARACTER + GAP;
                int y = line - TICK - row * ROW_HEIGHT;
                svg.open("text", "x", print(x + 20), "y", y - 1).text(hex);
                svg.text("tspan", " " + size, "class", "tn-dim", "fill", MapStyle.DIM)
                        .close();
                leaders.append("M%s %dV%d".formatted(print(x), line, y - 9));
                leaders.append("M%s %dV%d".formatted(print(x), line, bottom));
            }
        }
        svg.close();
        svg.empty(
                "path",
                "d",
                leaders,
                "class",
                "tn-line",
                "stroke",
                MapStyle.LINE,
                "fill",
                "none",
                "stroke-opacity",
                "0.4");
    }
}
