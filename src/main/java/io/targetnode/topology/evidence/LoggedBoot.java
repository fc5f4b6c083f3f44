package io.targetnode.topology.evidence;

import io.targetnode.acpi.TableHeader;
import io.targetnode.kernel.KernelRelease;
import java.util.List;
import java.util.Optional;

/**
 * What a boot log says about nodes.
 *
 * @param kernel the release that printed it, if its first line is there
 * @param lines the lines about entries, joins, overlaps, faked nodes and node ranges, in the log's order, without time stamps
 *     and worded as {@link io.targetnode.kernel.Boot#log()}; lines of no other kind
 * @param tables SRAT, CEDT, SLIT and HMAT as the log lists them, in its order; of a table that was replaced the last one
 */
public record LoggedBoot(Optional<KernelRelease> kernel, List<String> lines, List<TableHeader> tables) {

    public LoggedBoot {
        lines = List.copyOf(lines);
        tables = List.copyOf(tables);
    }

    /** Lines and tables in it. */
    public int size() {
        return lines.size() + tables.size();
    }
}
