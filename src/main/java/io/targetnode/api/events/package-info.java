/** Server-sent events of writes. Supports many clients, slow clients, and clients that resume. */
@NullMarked
package io.targetnode.api.events;

import org.jspecify.annotations.NullMarked;
