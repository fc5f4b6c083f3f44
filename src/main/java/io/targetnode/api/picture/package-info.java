/** The call that shows the address space of a topology as a picture. */
@NullMarked
package io.targetnode.api.picture;

import org.jspecify.annotations.NullMarked;
