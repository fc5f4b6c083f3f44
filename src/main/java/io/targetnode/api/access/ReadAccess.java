package io.targetnode.api.access;

import jakarta.servlet.http.HttpServletRequest;

/** Whether the sender of a request may read. */
@FunctionalInterface
public interface ReadAccess {

    /** False also if this is not known yet: the regular path then decides, and reports a refusal. */
    boolean isGranted(HttpServletRequest request);
}
