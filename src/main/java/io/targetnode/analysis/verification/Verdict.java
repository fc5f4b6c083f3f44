package io.targetnode.analysis.verification;

import java.util.Locale;

/** What the comparisons come to. */
public enum Verdict {
    /** All that the answers depend on was seen on the running kernel. */
    VERIFIED,
    /** What could be compared agrees, but not all could. */
    CONSISTENT,
    /** Nothing could be compared: the answers rest on what was uploaded. */
    ASSUMED,
    /** The running kernel did something else. */
    CONTRADICTED;

    /** The name in JSON. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
