/** Answers which node an address belongs to, and why. {@link io.targetnode.resolve.TargetNodeResolver} is the entry. */
@NullMarked
package io.targetnode.resolve;

import org.jspecify.annotations.NullMarked;
