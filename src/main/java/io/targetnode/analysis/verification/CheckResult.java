package io.targetnode.analysis.verification;

import io.targetnode.kernel.ApiNamed;

/** The outcome of a comparison. */
public enum CheckResult implements ApiNamed {
    AGREES,
    CONTRADICTS,
    /** The comparison proves nothing; its sentence says why. */
    NOT_COMPARED;
}
