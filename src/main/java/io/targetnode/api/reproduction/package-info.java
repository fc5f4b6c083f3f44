/** Archives that reproduce a layout in QEMU. */
@NullMarked
package io.targetnode.api.reproduction;

import org.jspecify.annotations.NullMarked;
