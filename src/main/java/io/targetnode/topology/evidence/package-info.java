/** What a running kernel showed of itself, as far as a replay can be compared with it. */
@NullMarked
package io.targetnode.topology.evidence;

import org.jspecify.annotations.NullMarked;
