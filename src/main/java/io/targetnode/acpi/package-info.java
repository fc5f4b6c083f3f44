/**
 * Raw ACPI tables to records, as the kernel walks them (kernel-rules 2.13). Refuses what it cannot read, never guesses,
 * and names table and byte offset when it refuses.
 */
@NullMarked
package io.targetnode.acpi;

import org.jspecify.annotations.NullMarked;
