package io.targetnode.analysis.picture;

import io.targetnode.analysis.audit.Audit;
import io.targetnode.analysis.audit.Verdict;
import io.targetnode.topology.service.KernelChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Draws a picture as SVG. Equal pictures give equal documents. */
public final class SvgMap {

    private static final int LEFT = 236;
    private static final int MARGIN = 16;
    private static final int AXIS_TOP = 56;
    private static final int LANE_GAP = 7;
    private static final int GROUP_GAP = 18;

    private final Picture picture;
    private final Scale scale;
    private final List<SvgLane> lanes = new ArrayList<>();
    private final SvgFindings findings;

    private SvgMap(Picture picture, String links) {
        this.picture = picture;
        this.scale = new Scale(picture.axis(), LEFT);
        int y = AXIS_TOP + SvgAxis.HEIGHT + LANE_GAP;
        for (Lane lane : picture.lanes()) {
            y += lane.kind() == LaneKind.MEMINFO || lane.kind() == LaneKind.ANSWER ? GROUP_GAP - LANE_GAP : 0;
            SvgLane drawn = SvgLane.of(lane, y);
            lanes.add(drawn);
            y = drawn.bottom() + LANE_GAP;
        }
        this.findings = new SvgFindings(picture.findings(), links, y + GROUP_GAP);
    }

    /**
     * The picture as an SVG document.
     *
     * @param links what precedes the path of a link: the path under which the service is served
     */
    public static String of(Picture picture, String links) {
        return new SvgMap(picture, links).document();
    }

    private String document() {
        SortedSet<Integer> nodes = nodes();
        SvgLegend legend = new SvgLegend(nodes, findings.bottom() + GROUP_GAP, LEFT);
        int width = scale.end() / 10 + 1 + 150;
        int height = legend.bottom() + MARGIN;
        String name = picture.view().topology().name().text();
        Svg svg = new Svg();
        svg.open(
                        "svg",
                        "xmlns",
                        Svg.NAMESPACE,
                        "width",
                        width,
                        "height",
                        height,
                        "viewBox",
                        "0 0 %d %d".formatted(width, height),
                        "class",
                        "tn-map",
                        "role",
                        "group",
                        "aria-labelledby",
                        "tn-map-title tn-map-desc",
                        "font-family",
                        MapStyle.FONT,
                        "data-topology",
                        name,
                        "data-revision",
                        picture.view().topology().revision())
                .line();
        svg.text(
                        "title",
                        "Address space of %s, revision %d"
                                .formatted(name, picture.view().topology().revision()),
                        "id",
                        "tn-map-title")
                .line();
        svg.text("desc", description(), "id", "tn-map-desc").line();
        svg.text("style", MapStyle.CSS).line();
        MapStyle.definePatterns(svg, nodes);
        svg.empty("rect", "width", width, "height", height, "class", "tn-bg", "fill", MapStyle.BACKGROUND)
                .line();
        drawHeading(svg, name);
        new SvgAxis(picture.axis(), scale, AXIS_TOP)
                .draw(svg, lanes.get(lanes.size() - 1).bottom());
        lanes.forEach(lane -> lane.draw(svg, scale));
        findings.draw(svg, scale, "findings");
        legend.draw(svg);
        return svg.close() + "\n";
    }

    private void drawHeading(Svg svg, String name) {
        svg.text(
                        "text",
                        "%s, revision %d"
                                .formatted(name, picture.view().topology().revision()),
                        "x",
                        MARGIN,
                        "y",
                        24,
                        "class",
                        "tn-text",
                        "fill",
                        MapStyle.TEXT,
                        "font-size",
                        15,
                        "font-weight",
                        "bold")
                .line();
        svg.text("text", verdict(), "x", MARGIN, "y", 42, "class", "tn-text", "fill", MapStyle.TEXT, "font-size", 11)
                .line();
    }

    private String verdict() {
        Audit audit = picture.audit();
        KernelChoice choice = picture.view().choice();
        String verdict = audit.judgement().verdict().apiName();
        return "%s %s: %s"
                .formatted(
                        choice.kernel().text(),
                        choice.ruleText(),
                        audit.judgement().verdict() == Verdict.NOT_AFFECTED
                                ? verdict
                                : verdict + ", " + ByteSize.of(audit.judgement().affectedBytes()));
    }

    /** What the picture shows, for people who do not see it. */
    private String description() {
        String lanes = picture.lanes().stream()
                .map(lane -> "%s: %d".formatted(lane.title(), lane.blocks().size()))
                .collect(Collectors.joining(", "));
        return "%s. Blocks in each lane over one address axis: %s. Findings: %s."
                .formatted(
                        verdict(),
                        lanes,
                        picture.findings().stream()
                                .map(findings -> findings.get(0).type().id())
                                .collect(Collectors.joining(", ")));
    }

    private SortedSet<Integer> nodes() {
        SortedSet<Integer> nodes = new TreeSet<>();
        picture.lanes()
                .forEach(lane -> lane.blocks().forEach(block -> block.node().ifPresent(nodes::add)));
        return nodes;
    }
}
