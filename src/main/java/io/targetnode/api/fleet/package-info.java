/** The audit of all topologies: verdicts, kernels and layouts. */
@NullMarked
package io.targetnode.api.fleet;

import org.jspecify.annotations.NullMarked;
