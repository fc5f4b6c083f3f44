/** HTTP only: parse, one call of the service, render. Contains the calls on topologies, replays and kernels; subpackages contain the other calls and shared code. */
@NullMarked
package io.targetnode.api;

import org.jspecify.annotations.NullMarked;
