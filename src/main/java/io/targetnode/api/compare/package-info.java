/** The ranges on which kernels differ. */
@NullMarked
package io.targetnode.api.compare;

import org.jspecify.annotations.NullMarked;
