/** Wires the service: what lives where, its limits, its documentation. */
@NullMarked
package io.targetnode.app;

import org.jspecify.annotations.NullMarked;
