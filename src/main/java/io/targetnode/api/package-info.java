/**
 * HTTP only: controllers parse a request, call the service once, and render the answer. This package contains the controllers of
 * topologies, replays and kernels. The subpackages contain the other controllers and shared code.
 */
@NullMarked
package io.targetnode.api;

import org.jspecify.annotations.NullMarked;
