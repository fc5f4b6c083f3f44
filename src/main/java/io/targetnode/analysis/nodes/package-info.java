/** The nodes of a machine under a kernel: CPUs, sizes, distances and memory tiers (kernel-rules 6.3, 6.4). */
@NullMarked
package io.targetnode.analysis.nodes;

import org.jspecify.annotations.NullMarked;
