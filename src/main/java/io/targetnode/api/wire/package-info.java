/** What all calls read and write alike: paths, addresses, ranges, flags, JSON taken strictly, and bodies within the limits of length and memory. */
@NullMarked
package io.targetnode.api.wire;

import org.jspecify.annotations.NullMarked;
