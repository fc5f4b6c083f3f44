/** Physical addresses and ranges of them: unsigned 64-bit, parsed, printed and compared here and nowhere else. */
@NullMarked
package io.targetnode.memory;

import org.jspecify.annotations.NullMarked;
