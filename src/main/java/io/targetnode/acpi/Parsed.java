package io.targetnode.acpi;

import java.util.List;

/**
 * A table that was read, and what a person should know about it though the kernel does not care.
 *
 * @param table what was read
 * @param warnings sentences; empty if there is nothing to say
 */
public record Parsed<T>(T table, List<String> warnings) {

    public Parsed {
        warnings = List.copyOf(warnings);
    }
}
