package io.targetnode.acpi;

import java.util.List;

/**
 * A table and the warnings about defects that the kernel ignores.
 *
 * @param table the table
 * @param warnings one sentence for each defect
 */
public record Parsed<T>(T table, List<String> warnings) {

    public Parsed {
        warnings = List.copyOf(warnings);
    }
}
