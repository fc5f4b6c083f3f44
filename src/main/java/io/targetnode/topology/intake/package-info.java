/** Builds a machine from uploaded files: the best source of each fact, the assumptions, and the files that are not used. */
@NullMarked
package io.targetnode.topology.intake;

import org.jspecify.annotations.NullMarked;
