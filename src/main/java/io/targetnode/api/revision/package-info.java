/** ETags, preconditions, and the response headers that name a revision. */
@NullMarked
package io.targetnode.api.revision;

import org.jspecify.annotations.NullMarked;
