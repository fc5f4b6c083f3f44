/** What is written, as it happens: server-sent events for readers that may be many, slow, or gone. */
@NullMarked
package io.targetnode.api.events;

import org.jspecify.annotations.NullMarked;
