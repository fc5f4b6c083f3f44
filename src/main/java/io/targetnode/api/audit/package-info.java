/** The audit of a topology, and the pages of its findings. */
@NullMarked
package io.targetnode.api.audit;

import org.jspecify.annotations.NullMarked;
