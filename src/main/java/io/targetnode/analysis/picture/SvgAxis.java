package io.targetnode.analysis.picture;

import static io.targetnode.analysis.picture.Svg.tenths;

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

    private static final int FONT_SIZE = 10;

    /** The width of a character of {@link #FONT_SIZE}. */
    private static final int CHARACTER = 61;

    private static final int GAP = 120;

    /** The longest size, {@code ~1023.99 MiB}, and the spaces around it. */
    private static final int SIZE_CHARACTERS = 14;

    /** Breaks are not drawn in holes that are narrower than this. */
    private static final int NARROW = 100;

    private final AddressAxis axis;
    private final Scale scale;
    private final int line;

    /** @param top the upper end */
    SvgAxis(AddressAxis axis, Scale scale, int top) {
        this.axis = axis;
        this.scale = scale;
        this.line = top + HEIGHT;
    }

    /** The space that the last addresses need at the right of the axis. */
    static int overhang(AddressAxis axis) {
        return (axis.tickLength() + SIZE_CHARACTERS) * CHARACTER;
    }

    /** @param bottom the lower end of the lanes */
    void draw(Svg svg, int bottom) {
        drawHoles(svg, bottom);
        StringBuilder ticks =
                new StringBuilder("M%s %dH%s".formatted(tenths(scale.edge(0)), line, tenths(scale.end())));
        StringBuilder breaks = new StringBuilder();
        for (int i = 0; i <= axis.cells(); i++) {
            ticks.append("M%s %dv-%d".formatted(tenths(scale.edge(i)), line, TICK / 2));
            if (i < axis.cells() && axis.isHole(i) && scale.edge(i + 1) - scale.edge(i) >= NARROW) {
                int middle = (scale.edge(i) + scale.edge(i + 1)) / 2;
                breaks.append(
                        "M%s %dl4 -10M%s %dl4 -10".formatted(tenths(middle - 40), line + 5, tenths(middle), line + 5));
            }
        }
        svg.path(ticks, Paint.LINE, "1").path(breaks, Paint.LINE, "1");
        drawAddresses(svg, bottom);
    }

    private void drawHoles(Svg svg, int bottom) {
        svg.start("g").paint(Paint.HOLE).line();
        for (int i = 0; i < axis.cells(); i++) {
            if (axis.isHole(i)) {
                AddressRange hole = axis.cell(i);
                svg.start("rect")
                        .box(scale.edge(i), line, scale.width(hole), bottom - line)
                        .set("data-from", Address.print(hole.start()))
                        .set("data-to", Address.print(hole.end()))
                        .element("title", "%s, %s\nhole, not to scale".formatted(hole, ByteSize.of(hole)))
                        .end()
                        .line();
            }
        }
        svg.end().line();
    }

    /** Writes as many addresses as fit, from left to right; the title of each block has its addresses. */
    private void drawAddresses(Svg svg, int bottom) {
        int[] rows = rows();
        StringBuilder leaders = new StringBuilder();
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < ROWS) {
                leaders.append("M%s %dV%d".formatted(tenths(scale.edge(i)), bottom, baseline(rows[i]) - 8));
            }
        }
        svg.path(leaders, Paint.LINE, "0.5");
        svg.start("g")
                .paint(Paint.EDGE)
                .set("stroke-width", 3)
                .set("paint-order", "stroke")
                .set("font-size", FONT_SIZE);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < ROWS) {
                svg.line().start("text").at(scale.edge(i) + 20, baseline(rows[i]));
                svg.start("tspan").paint(Paint.TEXT).text(axis.tick(i)).end();
                svg.start("tspan").paint(Paint.DIM).text(" " + size(i)).end().end();
            }
        }
        svg.end().line();
    }

    /** The row of the address of each tick; {@link #ROWS} if it does not fit into any. */
    private int[] rows() {
        int[] free = new int[ROWS];
        Arrays.fill(free, Integer.MIN_VALUE);
        int[] rows = new int[axis.cells() + 1];
        for (int i = 0; i < rows.length; i++) {
            int x = scale.edge(i);
            while (rows[i] < ROWS && free[rows[i]] > x) {
                rows[i]++;
            }
            if (rows[i] < ROWS) {
                free[rows[i]] = x + (axis.tick(i).length() + 1 + size(i).length()) * CHARACTER + GAP;
            }
        }
        return rows;
    }

    private int baseline(int row) {
        return line - TICK - row * ROW_HEIGHT - 1;
    }

    private String size(int tick) {
        long address = tick < axis.cells()
                ? axis.cell(tick).start()
                : axis.cell(tick - 1).end() + 1;
        return address == 0 ? "" : ByteSize.of(address);
    }
}
