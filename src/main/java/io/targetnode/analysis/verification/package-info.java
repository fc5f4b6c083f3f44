/** Verification: compares a replay with the evidence of the running kernel that was uploaded. */
@NullMarked
package io.targetnode.analysis.verification;

import org.jspecify.annotations.NullMarked;
