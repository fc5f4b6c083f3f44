package io.targetnode.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;

/** Whether the sender of a request may read. */
@FunctionalInterface
public interface ReadAccess {

    /** False also if this is not known yet: the regular path then decides, and reports a refusal. */
    boolean isGranted(HttpServletRequest request);

    /** For an answer without an end: whether the sender may still read, each time it is asked after the request was accepted. */
    default BooleanSupplier whileGranted(HttpServletRequest request) {
        return () -> true;
    }
}
