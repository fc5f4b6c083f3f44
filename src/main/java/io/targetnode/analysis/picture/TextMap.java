package io.targetnode.analysis.picture;

import io.targetnode.analysis.audit.Finding;
import io.targetnode.memory.AddressRange;
import java.util.List;

/**
 * Draws a picture in ASCII characters, in at most {@value #COLUMNS} columns. An axis that is too long for one panel continues in the
 * next one, so that every block and every address remains visible.
 */
public final class TextMap {

    static final int COLUMNS = 100;

    private static final int RANGES = 2;

    private static final String LEGEND = """
            //: a hole, not to scale; [..]: the node of addresses in a hole; < and >: the block continues
            """;

    private final Picture picture;
    private final StringBuilder out = new StringBuilder();

    private TextMap(Picture picture) {
        this.picture = picture;
    }

    /** The picture as lines. */
    public static String of(Picture picture) {
        return new TextMap(picture).text();
    }

    private String text() {
        line(picture.title());
        line(picture.verdict());
        TextLanes lanes = TextLanes.of(picture);
        for (TextPanel panel : TextPanel.of(picture.axis(), lanes)) {
            out.append('\n').append(panel);
        }
        out.append('\n');
        lanes.notes().forEach(this::line);
        out.append(LEGEND);
        line(picture.findingsHeading());
        picture.findings().forEach(this::findings);
        return out.toString();
    }

    private void findings(List<Finding> findings) {
        Finding first = findings.get(0);
        List<String> ranges = findings.stream()
                .flatMap(finding -> finding.range().stream())
                .map(AddressRange::toString)
                .toList();
        String more = ranges.size() > RANGES ? ", and %d more".formatted(ranges.size() - RANGES) : "";
        line("  %s [%s] %s%s"
                .formatted(
                        first.severity().apiName(),
                        first.type().id(),
                        String.join(", ", ranges.subList(0, Math.min(RANGES, ranges.size()))),
                        more)
                .stripTrailing());
    }

    /** A line that is too long continues in the next one, indented. */
    private void line(String text) {
        String rest = text;
        while (rest.length() > COLUMNS) {
            int cut = rest.lastIndexOf(' ', COLUMNS);
            int end = cut > COLUMNS / 2 ? cut : COLUMNS;
            out.append(rest, 0, end).append('\n');
            rest = "    " + rest.substring(end).strip();
        }
        out.append(rest).append('\n');
    }
}
