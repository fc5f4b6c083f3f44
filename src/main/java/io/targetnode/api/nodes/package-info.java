/** The nodes of a topology over HTTP: CPUs, sizes, distances and memory tiers. */
@NullMarked
package io.targetnode.api.nodes;

import org.jspecify.annotations.NullMarked;
