/** HTTP and nothing else: parse, one call of the service, render. Here are the calls on topologies, replays and kernels; look-ups and what calls share have rooms below. */
@NullMarked
package io.targetnode.api;

import org.jspecify.annotations.NullMarked;
