/** Makes uploaded files into a machine: the best source of each fact, the assumptions, and the files that are not used. */
@NullMarked
package io.targetnode.topology.intake;

import org.jspecify.annotations.NullMarked;
