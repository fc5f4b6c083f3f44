/** Path and query parameters as values of their own types. */
@NullMarked
package io.targetnode.api.parameter;

import org.jspecify.annotations.NullMarked;
