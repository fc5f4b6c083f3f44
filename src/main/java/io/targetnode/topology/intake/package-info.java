/** What was uploaded made to a machine: the best source for each fact, what had to be assumed, and what was not used. */
@NullMarked
package io.targetnode.topology.intake;

import org.jspecify.annotations.NullMarked;
