package io.targetnode.acpi;

/**
 * The reason for which the kernel does not use a table.
 *
 * @param offset byte offset from the table's start
 * @param why the cause, in a sentence without a full stop
 */
public record TableFault(int offset, String why) {}
