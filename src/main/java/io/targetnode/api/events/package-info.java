/** Server-sent events of writes, for many, slow and disconnected clients. */
@NullMarked
package io.targetnode.api.events;

import org.jspecify.annotations.NullMarked;
