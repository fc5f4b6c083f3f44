package io.targetnode.analysis.picture;

import static io.targetnode.analysis.picture.Scale.print;

import io.targetnode.memory.Address;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a lane: its name at the left, and its blocks.
 *
 * @param lane the lane
 * @param rows the row of each block
 * @param top the upper end in pixels
 */
record SvgLane(Lane lane, int[] rows, int top) {

    private static final int ROW_HEIGHT = 22;
    private static final int THIN_ROW_HEIGHT = 15;
    private static final int CHARACTER = 62;
    private static final int NAME_CHARACTERS = 30;

    /** Blocks narrower than this have no edge, because the edge would cover them. */
    private static final int NARROW = 50;

    static SvgLane of(Lane lane, int top) {
        return new SvgLane(lane, lane.rows(), top);
    }

    int height() {
        return Lane.count(rows) * rowHeight() + 2;
    }

    int bottom() {
        return top + height();
    }

    void draw(Svg svg, Scale scale) {
        drawName(svg);
        svg.open("g", "class", "tn-edge", "stroke", MapStyle.BACKGROUND, "font-size", 10, "text-anchor", "middle")
                .line();
        for (int i = 0; i < rows.length; i++) {
            drawBlock(svg, scale, lane.blocks().get(i), top + rows[i] * rowHeight());
        }
        svg.close().line();
    }

    private void drawName(Svg svg) {
        int middle = top + rowHeight() / 2 + 4;
        String name = lane.kind() == LaneKind.DIFFERENCE ? "differs" : lane.title();
        svg.text(
                "text",
                name,
                "x",
                16,
                "y",
                note().isEmpty() ? middle : middle - 6,
                "class",
                "tn-text",
                "fill",
                MapStyle.TEXT,
                "font-size",
                11);
        if (!note().isEmpty()) {
            svg.open("text", "x", 16, "y", middle + 6, "class", "tn-dim", "fill", MapStyle.DIM, "font-size", 9)
                    .text(shortened(note()))
                    .text("title", note())
                    .close();
        }
    }

    /** The kernel, and for answers the rule. */
    private String note() {
        return lane.view()
                .map(KernelView::choice)
                .map(choice -> lane.kind() == LaneKind.MEMINFO || lane.kind() == LaneKind.RESERVED
                        ? choice.kernel().text()
                        : choice.kernel().text() + " " + choice.ruleText())
                .orElse("");
    }

    private static String shortened(String text) {
        return text.length() <= NAME_CHARACTERS ? text : text.substring(0, NAME_CHARACTERS - 1) + "…";
    }

    private void drawBlock(Svg svg, Scale scale, LaneBlock block, int y) {
        int x = scale.start(block.range());
        int width = scale.width(block.range());
        svg.open("g", attributes(block).toArray()).text("title", block.text());
        List<Object> rect = new ArrayList<>(
                List.of("x", print(x), "y", y, "width", print(width), "height", rowHeight() - 2, "fill", fill(block)));
        if (block.faint()) {
            rect.addAll(List.of("fill-opacity", "0.4"));
        }
        if (width < NARROW) {
            rect.addAll(List.of("stroke", "none"));
        } else if (lane.kind() == LaneKind.DIFFERENCE) {
            rect.addAll(List.of("class", "tn-alert-line", "stroke", MapStyle.ALERT, "stroke-dasharray", "4 2"));
        }
        svg.empty("rect", rect.toArray());
        String label = block.labelWithin((width - 20) / CHARACTER);
        if (!label.isEmpty()) {
            svg.text("text", label, textAttributes(block, x + width / 2, y + rowHeight() / 2 + 3));
        }
        svg.close().line();
    }

    private Object[] textAttributes(LaneBlock block, int x, int y) {
        if (lane.kind() == LaneKind.DIFFERENCE) {
            return new Object[] {"x", print(x), "y", y, "class", "tn-alert", "fill", MapStyle.ALERT, "stroke", "none"};
        }
        if (block.faint()) {
            return new Object[] {"x", print(x), "y", y, "class", "tn-text", "fill", MapStyle.TEXT, "stroke", "none"};
        }
        return new Object[] {
            "x", print(x), "y", y, "fill", MapStyle.onFill(block.node().orElse(-1)), "stroke", "none"
        };
    }

    private List<Object> attributes(LaneBlock block) {
        List<Object> attributes = new ArrayList<>(List.of(
                "data-lane", lane.kind().apiName(),
                "data-start", Address.print(block.range().start()),
                "data-end", Address.print(block.range().end())));
        block.node().ifPresent(node -> attributes.addAll(List.of("data-node", node)));
        lane.view()
                .ifPresent(view -> attributes.addAll(List.of(
                        "data-kernel", view.choice().kernel().text(),
                        "data-rule", view.choice().rule().apiName())));
        block.facts().forEach((name, value) -> attributes.addAll(List.of("data-" + name, value)));
        return attributes;
    }

    private String fill(LaneBlock block) {
        if (lane.kind() == LaneKind.DIFFERENCE) {
            return "none";
        }
        if (block.node().isPresent()) {
            return MapStyle.fill(block.node().getAsInt());
        }
        return switch (lane.kind()) {
            case RAM -> MapStyle.RAM;
            case WINDOW -> MapStyle.WINDOW;
            default -> MapStyle.NO_NODE;
        };
    }

    private int rowHeight() {
        return lane.kind() == LaneKind.DIFFERENCE ? THIN_ROW_HEIGHT : ROW_HEIGHT;
    }
}
