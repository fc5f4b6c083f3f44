/** The meters of the service. Their tags have few values: no name, kernel, path or address of a request is one. */
@NullMarked
package io.targetnode.app.metrics;

import org.jspecify.annotations.NullMarked;
