/** What the API asks before it reads or writes for a caller. {@code app} answers, and is the only package that knows how. */
@NullMarked
package io.targetnode.api.access;

import org.jspecify.annotations.NullMarked;
