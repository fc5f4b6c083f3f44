/** ETags, preconditions and the headers that name a revision. */
@NullMarked
package io.targetnode.api.revision;

import org.jspecify.annotations.NullMarked;
