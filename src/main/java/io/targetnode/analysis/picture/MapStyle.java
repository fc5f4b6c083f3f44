package io.targetnode.analysis.picture;

import io.targetnode.topology.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Colours and patterns of blocks. The colours of nodes are those of Okabe and Ito, which people with any kind of colour blindness can
 * tell apart. From node 7 on, they repeat with a pattern. Colours are presentation attributes; the style sheet only changes those that
 * are different on a dark background.
 */
public final class MapStyle {

    static final String NO_NODE = "url(#tn-none)";
    static final String WINDOW = "url(#tn-window)";
    static final String FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace";

    /** The style sheet of every picture. */
    public static final String CSS = ".tn-map a:hover{text-decoration:underline}\n"
            + "@media (prefers-color-scheme:dark){\n.tn-map{background:%s}\n".formatted(Paint.BACKGROUND.onDark())
            + Arrays.stream(Paint.values()).map(Paint::darkRule).collect(Collectors.joining())
            + "}\n";

    /** The source that a Content-Security-Policy must allow in {@code style-src}. */
    public static final String CSP_SOURCE = "'sha256-"
            + Base64.getEncoder().encodeToString(Sha256.digest().digest(CSS.getBytes(StandardCharsets.UTF_8)))
            + "'";

    private static final List<String> COLOURS =
            List.of("#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#f0e442", "#d55e00", "#0072b2");

    /** The only colour that needs a light text. */
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
        return node < COLOURS.size() ? COLOURS.get(node) : "url(#%s)".formatted(patternId(node));
    }

    /** The colour of a text on a block of a node, at least 0. */
    static String onFill(int node) {
        return node % COLOURS.size() == DARK_COLOUR ? "#ffffff" : "#000000";
    }

    /** The colour around the letters of a text, so that the stripes of a pattern do not cross them. */
    static String halo(int node) {
        return COLOURS.get(node % COLOURS.size());
    }

    /** Defines the patterns of the given nodes, and those of blocks without a node. */
    static void definePatterns(Svg svg, Collection<Integer> nodes) {
        svg.start("defs").line();
        definePattern(svg, "tn-none", Paint.NO_NODE, "M0 8L8 0", Paint.NO_NODE_STRIPE);
        definePattern(svg, "tn-window", Paint.WINDOW, "M4 0V8", Paint.WINDOW_STRIPE);
        for (int node : nodes) {
            if (node >= COLOURS.size()) {
                String stripes = STRIPES.get((node / COLOURS.size() - 1) % STRIPES.size());
                definePattern(
                        svg,
                        patternId(node),
                        ground -> ground.set("fill", COLOURS.get(node % COLOURS.size())),
                        stripes,
                        stripe -> stripe.set("stroke", onFill(node)));
            }
        }
        svg.end().line();
    }

    private static void definePattern(Svg svg, String id, Paint ground, String stripes, Paint stripe) {
        definePattern(svg, id, rect -> rect.paint(ground), stripes, path -> path.paint(stripe));
    }

    private static void definePattern(
            Svg svg, String id, UnaryOperator<Svg> ground, String stripes, UnaryOperator<Svg> stripe) {
        svg.start("pattern").set("id", id).set("width", 8).set("height", 8).set("patternUnits", "userSpaceOnUse");
        ground.apply(svg.start("rect").box(0, 0, 80, 8)).end();
        stripe.apply(svg.start("path").set("d", stripes).set("stroke-opacity", "0.5"))
                .end();
        svg.end().line();
    }

    private static String patternId(int node) {
        return "tn-node-" + node;
    }
}
