package io.targetnode.analysis.audit;

import io.targetnode.kernel.ApiNamed;

/** How bad a finding is, worst first. */
public enum Severity implements ApiNamed {
    /** Memory gets the wrong node, or the kernel rejects the configuration, or does not boot. */
    ERROR,
    /** The firmware describes something that the kernel understands differently. */
    WARNING,
    /** Worth knowing; nothing is wrong on this kernel. */
    INFO;

    /** Whether this is as bad as another severity, or worse. */
    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }
}
