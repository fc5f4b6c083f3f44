/** The call that compares two revisions of a topology. */
@NullMarked
package io.targetnode.api.diff;

import org.jspecify.annotations.NullMarked;
