/** Whether a replay is what the machine's kernel did: the replay against what was uploaded of the running kernel. */
@NullMarked
package io.targetnode.analysis.verification;

import org.jspecify.annotations.NullMarked;
