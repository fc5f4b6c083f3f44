package io.targetnode.analysis.picture;

import io.targetnode.memory.Address;
import io.targetnode.topology.service.KernelChoice;
import io.targetnode.topology.service.KernelView;
import java.util.List;

/**
 * Draws a lane: its name at the left, and its blocks.
 *
 * @param lane the lane
 * @param rows the row of each block
 * @param top the upper end
 */
record SvgLane(Lane lane, List<Integer> rows, int top) {

    private static final int ROW_HEIGHT = 22;
    private static final int THIN_ROW_HEIGHT = 15;
    private static final int NAME_SIZE = 11;
    private static final int NOTE_SIZE = 9;
    private static final int NOTE_CHARACTERS = 40;
    private static final int LABEL_SIZE = 10;

    /** The width of a character of {@link #LABEL_SIZE}. */
    private static final int CHARACTER = 61;

    private static final int PADDING = 30;

    /** Blocks that are narrower than this have no edge, because the edge would cover them. */
    private static final int NARROW = 50;

    static SvgLane of(Lane lane, int top) {
        return new SvgLane(lane, lane.rows(), top);
    }

    int bottom() {
        return top + Lane.count(rows) * rowHeight() + 2;
    }

    void draw(Svg svg, Scale scale) {
        drawName(svg);
        svg.start("g")
                .paint(Paint.EDGE)
                .set("font-size", LABEL_SIZE)
                .set("text-anchor", "middle")
                .line();
        for (int i = 0; i < rows.size(); i++) {
            drawBlock(svg, scale, lane.blocks().get(i), top + rows.get(i) * rowHeight());
        }
        svg.end().line();
    }

    private void drawName(Svg svg) {
        int middle = top + rowHeight() / 2 + 3;
        if (lane.view().isEmpty()) {
            boolean equal = isDifference() && lane.blocks().isEmpty();
            svg.label(
                    equal ? "the answers are equal" : lane.title(),
                    SvgMap.MARGIN,
                    middle,
                    equal ? Paint.DIM : Paint.TEXT,
                    NAME_SIZE);
        } else {
            svg.label(lane.title(), SvgMap.MARGIN, middle - 6, Paint.TEXT, NAME_SIZE);
            String note = note(lane.view().get());
            String shown = note.length() <= NOTE_CHARACTERS ? note : note.substring(0, NOTE_CHARACTERS - 3) + "...";
            svg.label(shown, SvgMap.MARGIN, middle + 6, Paint.DIM, NOTE_SIZE);
        }
    }

    /** The kernel, and for answers the rule. */
    private String note(KernelView view) {
        KernelChoice choice = view.choice();
        return lane.kind() == LaneKind.MEMINFO || lane.kind() == LaneKind.RESERVED
                ? choice.kernel().text()
                : choice.kernel().text() + " " + choice.ruleText();
    }

    private void drawBlock(Svg svg, Scale scale, LaneBlock block, int y) {
        int x = scale.start(block.range());
        int width = scale.width(block.range());
        svg.start("g");
        setData(svg, block);
        svg.element("title", block.text());
        paintBlock(svg.start("rect").box(x, y, width, rowHeight() - 2), block);
        if (block.faint()) {
            svg.set("fill-opacity", "0.35");
        }
        if (isDifference()) {
            svg.paint(Paint.ALERT_LINE).set("stroke-dasharray", "4 2");
        } else if (width < NARROW) {
            svg.set("stroke", "none");
        }
        svg.end();
        String label = block.labelWithin((width - PADDING) / CHARACTER);
        if (!label.isEmpty()) {
            svg.start("text").at(x + width / 2, y + rowHeight() / 2 + 3);
            paintText(svg, block);
            svg.text(label).end();
        }
        svg.end().line();
    }

    private void setData(Svg svg, LaneBlock block) {
        svg.set("data-lane", lane.kind().apiName())
                .set("data-start", Address.print(block.range().start()))
                .set("data-end", Address.print(block.range().end()));
        block.node().ifPresent(node -> svg.set("data-node", node));
        lane.view()
                .map(KernelView::choice)
                .ifPresent(choice -> svg.set("data-kernel", choice.kernel().text())
                        .set("data-rule", choice.rule().apiName()));
        block.facts().forEach((name, value) -> svg.set("data-" + name, value));
    }

    private void paintText(Svg svg, LaneBlock block) {
        if (isDifference()) {
            svg.paint(Paint.ALERT).set("stroke", "none");
        } else if (block.faint() || block.node().isEmpty()) {
            svg.paint(Paint.TEXT).set("stroke", "none");
        } else if (block.node().getAsInt() < 0) {
            // The stroke is that of the lane, Paint.EDGE.
            svg.paint(Paint.TEXT).set("stroke-width", 3).set("paint-order", "stroke");
        } else {
            int node = block.node().getAsInt();
            svg.set("fill", MapStyle.onFill(node))
                    .set("stroke", MapStyle.halo(node))
                    .set("stroke-width", 3)
                    .set("paint-order", "stroke");
        }
    }

    private void paintBlock(Svg svg, LaneBlock block) {
        if (block.node().isPresent()) {
            svg.set("fill", MapStyle.fill(block.node().getAsInt()));
        } else if (lane.kind() == LaneKind.RAM) {
            svg.paint(Paint.RAM);
        } else {
            svg.set(
                    "fill",
                    switch (lane.kind()) {
                        case DIFFERENCE -> "none";
                        case WINDOW -> MapStyle.WINDOW;
                        default -> MapStyle.NO_NODE;
                    });
        }
    }

    private boolean isDifference() {
        return lane.kind() == LaneKind.DIFFERENCE;
    }

    private int rowHeight() {
        return isDifference() ? THIN_ROW_HEIGHT : ROW_HEIGHT;
    }
}
