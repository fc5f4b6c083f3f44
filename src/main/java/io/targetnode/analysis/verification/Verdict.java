package io.targetnode.analysis.verification;

import io.targetnode.kernel.ApiNamed;

/** The result of all comparisons together. */
public enum Verdict implements ApiNamed {
    /** The running kernel showed everything that the answers depend on. */
    VERIFIED,
    /** Everything that could be compared agrees, but some things could not be compared. */
    CONSISTENT,
    /** Nothing could be compared: the answers rest on the upload alone. */
    ASSUMED,
    /** The running kernel differs from the replay. */
    CONTRADICTED;
}
