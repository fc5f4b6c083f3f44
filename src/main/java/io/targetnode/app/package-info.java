/** Wires the service: store, limits, Tomcat, and OpenAPI. */
@NullMarked
package io.targetnode.app;

import org.jspecify.annotations.NullMarked;
