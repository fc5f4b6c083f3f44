/** Everything that goes wrong as a {@link io.targetnode.api.problem.Problem}: the catalogue, its pages, and what turns exceptions into it. */
@NullMarked
package io.targetnode.api.problem;

import org.jspecify.annotations.NullMarked;
