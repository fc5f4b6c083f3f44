/** The service as processes: killed, restarted, side by side. */
@NullMarked
package io.targetnode.process;

import org.jspecify.annotations.NullMarked;
