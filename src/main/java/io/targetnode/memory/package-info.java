/** Physical addresses and ranges: unsigned 64-bit values. All other packages parse, print and compare them with this one. */
@NullMarked
package io.targetnode.memory;

import org.jspecify.annotations.NullMarked;
