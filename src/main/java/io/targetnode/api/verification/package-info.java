/** The replay against what the running kernel showed, over HTTP. */
@NullMarked
package io.targetnode.api.verification;

import org.jspecify.annotations.NullMarked;
