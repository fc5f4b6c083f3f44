package io.targetnode.topology.evidence;

import io.targetnode.acpi.TableHeader;
import io.targetnode.capture.LoggedLookup;
import io.targetnode.capture.LoggedProcessors;
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
 * @param lookups the answers of {@code phys_to_target_node()} that the kernel printed, in the log's order
 * @param processors the processors that came online
 * @param withoutNuma whether the log shows that the kernel was built without {@code CONFIG_NUMA}
 */
public record LoggedBoot(
        Optional<KernelRelease> kernel,
        List<String> lines,
        List<TableHeader> tables,
        List<LoggedLookup> lookups,
        LoggedProcessors processors,
        boolean withoutNuma) {

    /** A log of a kernel with NUMA that printed none of its answers. */
    public LoggedBoot(Optional<KernelRelease> kernel, List<String> lines, List<TableHeader> tables) {
        this(kernel, lines, tables, List.of(), LoggedProcessors.NONE, false);
    }

    public LoggedBoot {
        lines = List.copyOf(lines);
        tables = List.copyOf(tables);
        lookups = List.copyOf(lookups);
    }

    /** The number of lines, tables and answers. */
    public int size() {
        return lines.size()
                + tables.size()
                + lookups.size()
                + processors.secondaryNodes().size() / 8;
    }
}
