package io.targetnode.app.access;

import io.targetnode.api.problem.ProblemType;
import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A call cannot be answered now, whatever its credential allows. */
final class CallRefusedException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final Duration retryAfter;

    /** @param retryAfter when the client may try again */
    CallRefusedException(ProblemType type, Duration retryAfter) {
        super(type.meaning());
        this.type = type;
        this.retryAfter = retryAfter;
    }

    ProblemType type() {
        return type;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
