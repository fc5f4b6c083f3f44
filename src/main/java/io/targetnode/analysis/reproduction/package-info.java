/** A machine that boots in QEMU and gets the same nodes. */
@NullMarked
package io.targetnode.analysis.reproduction;

import org.jspecify.annotations.NullMarked;
