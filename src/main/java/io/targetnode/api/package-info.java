/** HTTP and nothing else: parse, one call of the service, render. Bodies and answers are records; every error is a {@link io.targetnode.api.Problem}. */
@NullMarked
package io.targetnode.api;

import org.jspecify.annotations.NullMarked;
