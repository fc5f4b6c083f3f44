/** Tests of the service as separate processes that are killed, restarted, or share a store. */
@NullMarked
package io.targetnode.process;

import org.jspecify.annotations.NullMarked;
