/** Tests that look at the whole. */
@NullMarked
package io.targetnode;

import org.jspecify.annotations.NullMarked;
