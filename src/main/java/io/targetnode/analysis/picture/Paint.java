package io.targetnode.analysis.picture;

import java.util.Locale;

/** What is painted in which colour. The class lets the style sheet choose another colour on a dark background. */
enum Paint {
    TEXT("fill", "#1a1a1a", "#e8e8e8"),
    DIM("fill", "#595959", "#b0b0b0"),
    ALERT("fill", "#b3261e", "#ff8a80"),
    HOLE("fill", "#f0f0f0", "#262b31"),
    BACKGROUND("fill", "#ffffff", "#15181b"),
    /** The edges of blocks. */
    EDGE("stroke", "#ffffff", "#15181b"),
    RAM("fill", "#b9c2cb", "#4c565f"),
    NO_NODE("fill", "#e4e4e4", "#2b3138"),
    NO_NODE_STRIPE("stroke", "#8c8c8c", "#6b7681"),
    WINDOW("fill", "#dfe7d8", "#39432f"),
    WINDOW_STRIPE("stroke", "#a3b18f", "#6f7f5c"),
    LINE("stroke", "#8c8c8c", "#7d8790"),
    ALERT_LINE("stroke", "#b3261e", "#ff8a80");

    private final String attribute;
    private final String colour;
    private final String onDark;

    Paint(String attribute, String colour, String onDark) {
        this.attribute = attribute;
        this.colour = colour;
        this.onDark = onDark;
    }

    /** {@code fill} or {@code stroke}. */
    String attribute() {
        return attribute;
    }

    String colour() {
        return colour;
    }

    String onDark() {
        return onDark;
    }

    String cssClass() {
        return "tn-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The rule for a dark background. */
    String darkRule() {
        return ".tn-map .%s{%s:%s}\n".formatted(cssClass(), attribute, onDark);
    }
}
