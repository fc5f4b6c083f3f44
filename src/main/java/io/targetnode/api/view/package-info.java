/** Topologies, boots and kernels as answers show them. */
@NullMarked
package io.targetnode.api.view;

import org.jspecify.annotations.NullMarked;
