/**
 * Reads raw ACPI tables into records, as the kernel walks them (kernel-rules 2.13). An unreadable table is refused with the
 * name of the table and the byte offset; nothing is guessed.
 */
@NullMarked
package io.targetnode.acpi;

import org.jspecify.annotations.NullMarked;
