/** JSON representations of topologies, boots and kernels. */
@NullMarked
package io.targetnode.api.view;

import org.jspecify.annotations.NullMarked;
