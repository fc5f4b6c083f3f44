package io.targetnode.analysis.picture;

import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Draws a picture as SVG. Equal pictures give equal documents. */
public final class SvgMap {

    /** The left end of all names. */
    static final int MARGIN = 160;

    private static final int LEFT = 2360;
    private static final int AXIS_TOP = 56;
    private static final int LANE_GAP = 7;
    private static final int GROUP_GAP = 18;

    private final Picture picture;
    private final Scale scale;
    private final List<SvgLane> lanes = new ArrayList<>();
    private final int lanesBottom;

    private SvgMap(Picture picture) {
        this.picture = picture;
        this.scale = new Scale(picture.axis(), LEFT);
        int y = AXIS_TOP + SvgAxis.HEIGHT;
        for (Lane lane : picture.lanes()) {
            boolean beginsGroup = lane.kind() == LaneKind.MEMINFO || lane.kind() == LaneKind.ANSWER;
            SvgLane drawn = SvgLane.of(lane, y + (beginsGroup ? GROUP_GAP : LANE_GAP));
            lanes.add(drawn);
            y = drawn.bottom();
        }
        this.lanesBottom = y;
    }

    /**
     * The picture as an SVG document.
     *
     * @param links what precedes the path of a link: the path under which the service is served
     */
    public static String of(Picture picture, String links) {
        return new SvgMap(picture).document(links);
    }

    private String document(String links) {
        NavigableSet<Integer> nodes = nodes();
        SvgFindings findings = new SvgFindings(picture.findings(), links, lanesBottom + GROUP_GAP);
        SvgLegend legend = new SvgLegend(nodes, notes(), LEFT, findings.bottom() + GROUP_GAP);
        int width = scale.end() + SvgAxis.overhang(picture.axis());
        int height = legend.bottom() + GROUP_GAP;
        Svg svg = new Svg();
        open(svg, width, height);
        MapStyle.definePatterns(svg, nodes);
        svg.start("rect").box(0, 0, width, height).paint(Paint.BACKGROUND).end().line();
        svg.label(picture.title(), MARGIN, 24, Paint.TEXT, 15).label(picture.verdict(), MARGIN, 42, Paint.TEXT, 11);
        new SvgAxis(picture.axis(), scale, AXIS_TOP).draw(svg, lanesBottom);
        lanes.forEach(lane -> lane.draw(svg, scale));
        findings.draw(svg, scale, picture.findingsHeading());
        legend.draw(svg);
        return svg.end() + "\n";
    }

    private void open(Svg svg, int width, int height) {
        KernelView view = picture.view();
        String shownWidth = Svg.tenths(width);
        svg.start("svg")
                .set("xmlns", Svg.NAMESPACE)
                .set("width", shownWidth)
                .set("height", height)
                .set("viewBox", "0 0 %s %d".formatted(shownWidth, height))
                .set("class", "tn-map")
                .set("role", "group")
                .set("aria-labelledby", "tn-map-title tn-map-desc")
                .set("font-family", MapStyle.FONT)
                .set("data-topology", view.topology().name())
                .set("data-revision", view.topology().revision())
                .line();
        svg.start("title")
                .set("id", "tn-map-title")
                .text("Address space: " + picture.title())
                .end()
                .line();
        svg.start("desc").set("id", "tn-map-desc").text(description()).end().line();
        svg.element("style", MapStyle.CSS).line();
    }

    /** What the picture shows, for people who do not see it. */
    private String description() {
        String blocks = picture.lanes().stream()
                .map(lane -> "%s: %d".formatted(lane.title(), lane.blocks().size()))
                .collect(Collectors.joining(", "));
        String findings =
                picture.findings().stream().map(each -> each.get(0).type().id()).collect(Collectors.joining(", "));
        return "%s. Lanes over one address axis, with their numbers of blocks: %s. Findings of the audit: %s."
                .formatted(picture.verdict(), blocks, findings.isEmpty() ? "none" : findings);
    }

    /** What the signs mean that this picture has. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (picture.axis().hasHoles()) {
            notes.add("// hole: nothing is described there; not to scale.");
        }
        if (picture.lanes().stream().flatMap(lane -> lane.blocks().stream()).anyMatch(LaneBlock::faint)) {
            notes.add("pale: the kernel gives this node to addresses of a hole.");
        }
        notes.add("Widths grow with the cube root of the size.");
        return notes;
    }

    private NavigableSet<Integer> nodes() {
        NavigableSet<Integer> nodes = new TreeSet<>();
        picture.lanes()
                .forEach(lane -> lane.blocks().forEach(block -> block.node().ifPresent(nodes::add)));
        return nodes;
    }
}
