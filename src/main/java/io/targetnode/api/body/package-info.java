/** Reads request bodies within limits on length, time and memory. */
@NullMarked
package io.targetnode.api.body;

import org.jspecify.annotations.NullMarked;
