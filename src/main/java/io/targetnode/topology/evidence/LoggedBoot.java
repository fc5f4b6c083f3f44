package io.targetnode.topology.evidence;

import io.targetnode.acpi.TableHeader;
import io.targetnode.kernel.KernelRelease;
import java.util.List;
import java.util.Optional;

/**
 * The lines and tables of a boot log that concern nodes.
 *
 * @param kernel the release, if the log contains its first line
 * @param lines the lines about entries, joins, overlaps, faked nodes and node ranges, in the log's order, without time stamps
 *     and in the format of {@link io.targetnode.kernel.Boot#log()}
 * @param tables the headers of SRAT, CEDT, SLIT and HMAT in the log's order; the last header if a table was replaced
 */
public record LoggedBoot(Optional<KernelRelease> kernel, List<String> lines, List<TableHeader> tables) {

    public LoggedBoot {
        lines = List.copyOf(lines);
        tables = List.copyOf(tables);
    }

    /** The number of lines and tables. */
    public int size() {
        return lines.size() + tables.size();
    }
}
