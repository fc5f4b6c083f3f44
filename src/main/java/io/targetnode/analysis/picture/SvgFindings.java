package io.targetnode.analysis.picture;

import io.targetnode.analysis.audit.Finding;
import io.targetnode.analysis.audit.FindingType;
import io.targetnode.analysis.audit.Severity;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/**
 * Draws the findings of the audit: a row for each type, with its id at the left, which links to its page, and a bar for each range.
 *
 * @param types the findings of each type
 * @param links what precedes the path of a link
 * @param top the upper end
 */
record SvgFindings(Collection<List<Finding>> types, String links, int top) {

    private static final int HEADING = 22;
    private static final int ROW_HEIGHT = 16;
    private static final int FONT_SIZE = 10;

    /** The width of a character of {@link #FONT_SIZE}. */
    private static final int CHARACTER = 61;

    private static final int GAP = 60;
    private static final int LEAST_WIDTH = 30;

    int bottom() {
        return top + HEADING + types.size() * ROW_HEIGHT;
    }

    void draw(Svg svg, Scale scale, String heading) {
        svg.label(heading, SvgMap.MARGIN, top + 13, Paint.TEXT, FONT_SIZE + 1);
        int y = top + HEADING;
        for (List<Finding> findings : types) {
            draw(svg, scale, findings, y);
            y += ROW_HEIGHT;
        }
    }

    private void draw(Svg svg, Scale scale, List<Finding> findings, int y) {
        FindingType type = findings.get(0).type();
        List<Finding> ranged =
                findings.stream().filter(finding -> finding.range().isPresent()).toList();
        svg.start("a").set("href", links + type.path()).set("data-finding", type.id());
        svg.element("title", type.title() + "\n" + type.meaning());
        svg.label(type.id(), SvgMap.MARGIN, y + 11, Paint.TEXT, FONT_SIZE);
        ranged.forEach(finding -> drawBar(svg, scale, finding, y));
        String title = "%s: %s".formatted(findings.get(0).severity().apiName(), type.title());
        titlePlace(scale, ranged, title).ifPresent(x -> svg.label(title, x, y + 11, Paint.DIM, FONT_SIZE));
        svg.end().line();
    }

    /** At the right of the bars if there is space, else at the left of them; empty if there is no space either. */
    private static OptionalInt titlePlace(Scale scale, List<Finding> ranged, String title) {
        List<AddressRange> ranges =
                ranged.stream().flatMap(finding -> finding.range().stream()).toList();
        int first = ranges.stream().mapToInt(scale::start).min().orElse(scale.edge(0));
        int end = ranges.stream().mapToInt(range -> barEnd(scale, range)).max().orElse(first);
        int width = title.length() * CHARACTER + GAP;
        if (end + width <= scale.end()) {
            return OptionalInt.of(ranges.isEmpty() ? end : end + GAP);
        }
        return first - width >= scale.edge(0) ? OptionalInt.of(first - width) : OptionalInt.empty();
    }

    private static int barEnd(Scale scale, AddressRange range) {
        return scale.start(range) + Math.max(LEAST_WIDTH, scale.width(range));
    }

    private static void drawBar(Svg svg, Scale scale, Finding finding, int y) {
        AddressRange range = finding.range().orElseThrow();
        String severity = finding.severity().apiName();
        int x = scale.start(range);
        svg.start("g")
                .set("data-lane", "finding")
                .set("data-start", Address.print(range.start()))
                .set("data-end", Address.print(range.end()))
                .set("data-finding", finding.type().id())
                .set("data-severity", severity)
                .element("title", "%s, %s\n%s: %s".formatted(range, ByteSize.of(range), severity, finding.detail()));
        svg.start("rect")
                .box(x, y + 3, barEnd(scale, range) - x, 9)
                .paint(finding.severity() == Severity.ERROR ? Paint.ALERT : Paint.DIM)
                .set("fill-opacity", finding.severity() == Severity.INFO ? "0.45" : "1")
                .end();
        svg.end().line();
    }
}
