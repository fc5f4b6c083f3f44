/** The observed state of a running kernel, to compare a replay with. */
@NullMarked
package io.targetnode.topology.evidence;

import org.jspecify.annotations.NullMarked;
