/** Path and query parameters, each with its own type. */
@NullMarked
package io.targetnode.api.parameter;

import org.jspecify.annotations.NullMarked;
