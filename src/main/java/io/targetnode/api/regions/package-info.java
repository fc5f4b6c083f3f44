/** The call that tries a region on a topology. */
@NullMarked
package io.targetnode.api.regions;

import org.jspecify.annotations.NullMarked;
