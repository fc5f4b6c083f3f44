/** Refuses the requests that pages of other sites send with a visitor's browser. */
@NullMarked
package io.targetnode.api.origin;

import org.jspecify.annotations.NullMarked;
