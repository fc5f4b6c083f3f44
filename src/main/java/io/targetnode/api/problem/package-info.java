/** Errors as RFC 9457 problems: the types, their pages, and the mapping from exceptions. */
@NullMarked
package io.targetnode.api.problem;

import org.jspecify.annotations.NullMarked;
