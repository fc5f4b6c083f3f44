package io.targetnode.api.view;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.NodeDescription;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.topology.Machine;
import java.util.List;

/**
 * The number of entries in a topology.
 *
 * @param ram disjoint ranges of usable RAM
 * @param sratEntries entries of the SRAT
 * @param windows windows of the CEDT
 * @param ranges described ranges
 * @param meminfo blocks of meminfo
 * @param reservedMeminfo blocks of the reserved list
 * @param nodes possible nodes
 */
@Schema(description = "The number of entries in a topology.")
record Counts(
        @Schema(description = "Disjoint ranges of usable RAM.")
        int ram,

        @Schema(description = "Entries of the SRAT.") int sratEntries,
        @Schema(description = "Windows of the CEDT.") int windows,
        @Schema(description = "Described ranges.") int ranges,
        @Schema(description = "Blocks of numa_meminfo.") int meminfo,

        @Schema(description = "Blocks of numa_reserved_meminfo.")
        int reservedMeminfo,

        @Schema(description = "Possible nodes.") int nodes) {

    static Counts of(Machine machine, Boot boot) {
        NodeDescription memory = machine.inputs().memory();
        boolean tables = memory instanceof Tables;
        return new Counts(
                machine.inputs().ram().count(),
                tables ? sratEntries((Tables) memory) : 0,
                tables ? windows((Tables) memory) : 0,
                tables ? 0 : memory.size(),
                boot.meminfo().blocks().size(),
                boot.reserved().blocks().size(),
                boot.possibleNodes().size());
    }

    private static int sratEntries(Tables tables) {
        return tables.srat().map(Srat::entries).map(List::size).orElse(0);
    }

    private static int windows(Tables tables) {
        return tables.cedt().map(Cedt::windows).map(List::size).orElse(0);
    }
}
