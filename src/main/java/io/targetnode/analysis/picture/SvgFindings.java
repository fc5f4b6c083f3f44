package io.targetnode.analysis.picture;

import static io.targetnode.analysis.picture.Scale.print;

import io.targetnode.analysis.audit.Finding;
import io.targetnode.analysis.audit.FindingType;
import io.targetnode.analysis.audit.Severity;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.Collection;
import java.util.List;

/**
 * Draws the findings of the audit: a row for each type, with its id at the left and a bar for each range.
 *
 * @param types the findings of each type
 * @param links what precedes the path of a link
 * @param top the upper end in pixels
 */
record SvgFindings(Collection<List<Finding>> types, String links, int top) {

    private static final int HEADING = 22;
    private static final int ROW_HEIGHT = 16;
    private static final int LEAST_WIDTH = 30;

    int bottom() {
        return top + HEADING + Math.max(1, types.size()) * ROW_HEIGHT;
    }

    void draw(Svg svg, Scale scale, String heading) {
        svg.text(
                        "text",
                        heading,
                        "x",
                        16,
                        "y",
                        top + 13,
                        "class",
                        "tn-text",
                        "fill",
                        MapStyle.TEXT,
                        "font-size",
                        11,
                        "font-weight",
                        "bold")
                .line();
        int y = top + HEADING;
        for (List<Finding> findings : types) {
            draw(svg, scale, findings, y);
            y += ROW_HEIGHT;
        }
        if (types.isEmpty()) {
            svg.text("text", "none", "x", 16, "y", y + 11, "class", "tn-dim", "fill", MapStyle.DIM, "font-size", 10);
        }
    }

    private void draw(Svg svg, Scale scale, List<Finding> findings, int y) {
        FindingType type = findings.get(0).type();
        svg.open("a", "href", links + type.path(), "data-finding", type.id())
                .text("title", type.title() + "\n" + type.meaning())
                .text(
                        "text",
                        type.id(),
                        "x",
                        16,
                        "y",
                        y + 11,
                        "class",
                        "tn-text",
                        "fill",
                        MapStyle.TEXT,
                        "font-size",
                        10);
        List<Finding> ranged =
                findings.stream().filter(finding -> finding.range().isPresent()).toList();
        if (ranged.isEmpty()) {
            svg.text(
                    "text",
                    "%s: %s".formatted(findings.get(0).severity().apiName(), type.title()),
                    "x",
                    print(scale.edge(0)),
                    "y",
                    y + 11,
                    "class",
                    "tn-dim",
                    "fill",
                    MapStyle.DIM,
                    "font-size",
                    10);
        }
        ranged.forEach(finding -> drawBar(svg, scale, finding, y));
        svg.close().line();
    }

    private static void drawBar(Svg svg, Scale scale, Finding finding, int y) {
        AddressRange range = finding.range().orElseThrow();
        int width = Math.max(LEAST_WIDTH, scale.width(range));
        boolean isError = finding.severity() == Severity.ERROR;
        svg.open(
                        "g",
                        "data-lane",
                        "finding",
                        "data-start",
                        Address.print(range.start()),
                        "data-end",
                        Address.print(range.end()),
                        "data-finding",
                        finding.type().id(),
                        "data-severity",
                        finding.severity().apiName())
                .text(
                        "title",
                        "%s, %s\n%s: %s"
                                .formatted(
                                        range,
                                        ByteSize.of(range),
                                        finding.severity().apiName(),
                                        finding.detail()))
                .empty(
                        "rect",
                        "x",
                        print(scale.start(range)),
                        "y",
                        y + 3,
                        "width",
                        print(width),
                        "height",
                        9,
                        "class",
                        isError ? "tn-alert" : "tn-dim",
                        "fill",
                        isError ? MapStyle.ALERT : MapStyle.DIM,
                        "fill-opacity",
                        finding.severity() == Severity.INFO ? "0.45" : "1")
                .close();
    }
}
