/** Verification over HTTP: the replay, compared with the evidence of the running kernel. */
@NullMarked
package io.targetnode.api.verification;

import org.jspecify.annotations.NullMarked;
