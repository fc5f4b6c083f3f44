package io.targetnode.analysis.picture;

import io.targetnode.topology.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * Colours and patterns. The colours of nodes are those of Okabe and Ito, which people with any kind of colour blindness can tell
 * apart. From node 7 on, they repeat with a pattern. The colours are presentation attributes; the style sheet changes those that are
 * different on a dark background.
 */
public final class MapStyle {

    static final String TEXT = "#1a1a1a";
    static final String DIM = "#595959";
    static final String LINE = "#8c8c8c";
    static final String BACKGROUND = "#ffffff";
    static final String HOLE = "#f0f0f0";
    static final String RAM = "#b9c2cb";
    static final String ALERT = "#b3261e";
    static final String NO_NODE = "url(#tn-none)";
    static final String WINDOW = "url(#tn-window)";
    static final String FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace";

    /** The style sheet of every picture. */
    public static final String CSS = """
            .tn-map a:hover{text-decoration:underline}
            @media (prefers-color-scheme:dark){
            .tn-map .tn-bg{fill:#15181b}
            .tn-map .tn-text{fill:#e8e8e8}
            .tn-map .tn-dim{fill:#b0b0b0}
            .tn-map .tn-line{stroke:#7d8790}
            .tn-map .tn-edge{stroke:#15181b}
            .tn-map .tn-hole{fill:#23282d}
            .tn-map .tn-alert{fill:#ff8a80}
            .tn-map .tn-alert-line{stroke:#ff8a80}
            }
            """;

    /** The source that a Content-Security-Policy must allow in {@code style-src}. */
    public static final String CSP_SOURCE = "'sha256-"
            + Base64.getEncoder().encodeToString(Sha256.digest().digest(CSS.getBytes(StandardCharsets.UTF_8)))
            + "'";

    private static final List<String> COLOURS =
            List.of("#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#f0e442", "#d55e00", "#0072b2");

    private static final int DARK_COLOUR = 6;

    /** The stripes of the patterns, in the order in which nodes take them. */
    private static final List<String> STRIPES =
            List.of("M0 8L8 0", "M0 0L8 8", "M0 4H8", "M4 0V8", "M0 4H8M4 0V8", "M0 0L8 8M0 8L8 0");

    private MapStyle() {}

    /** The fill of a block of a node. */
    static String fill(int node) {
        if (node < 0) {
            return NO_NODE;
        }
        return node < COLOURS.size() ? COLOURS.get(node) : "url(#tn-node-%d)".formatted(node);
    }

    /** The colour of a text on a block of a node. */
    static String onFill(int node) {
        return node >= 0 && node % COLOURS.size() == DARK_COLOUR ? "#ffffff" : "#000000";
    }

    /** Defines the patterns of the given nodes, and those of blocks without a node. */
    static void definePatterns(Svg svg, Collection<Integer> nodes) {
        svg.open("defs");
        definePattern(svg, "tn-none", "#e4e4e4", "M0 8L8 0", "#8c8c8c");
        definePattern(svg, "tn-window", "#dfe7d8", "M4 0V8", "#a3b18f");
        for (int node : nodes) {
            if (node >= COLOURS.size()) {
                String stripes = STRIPES.get((node / COLOURS.size() - 1) % STRIPES.size());
                definePattern(svg, "tn-node-" + node, COLOURS.get(node % COLOURS.size()), stripes, onFill(node));
            }
        }
        svg.close().line();
    }

    private static void definePattern(Svg svg, String id, String colour, String stripes, String stripeColour) {
        svg.open("pattern", "id", id, "width", 8, "height", 8, "patternUnits", "userSpaceOnUse")
                .empty("rect", "width", 8, "height", 8, "fill", colour)
                .empty("path", "d", stripes, "stroke", stripeColour, "stroke-opacity", "0.5", "stroke-width", "1.5")
                .close();
    }
}
