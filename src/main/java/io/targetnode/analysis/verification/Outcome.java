package io.targetnode.analysis.verification;

import io.targetnode.kernel.ApiNamed;

/** The outcome of a comparison. */
public enum Outcome implements ApiNamed {
    AGREES,
    CONTRADICTS,
    /** The comparison proves nothing; its sentence says why. */
    NOT_COMPARED;
}
