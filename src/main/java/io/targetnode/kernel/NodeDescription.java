package io.targetnode.kernel;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.Optional;

/** The description of the nodes: the firmware's tables, or ranges that a user declares. */
public sealed interface NodeDescription {

    /** Number of entries or ranges. */
    int size();

    /**
     * The firmware's tables. A missing table does not exist on the machine.
     *
     * @param srat the nodes and their ranges
     * @param cedt the windows
     */
    record Tables(Optional<Srat> srat, Optional<Cedt> cedt) implements NodeDescription {

        @Override
        public int size() {
            return srat.map(table -> table.entries().size()).orElse(0)
                    + cedt.map(table -> table.windows().size()).orElse(0);
        }
    }

    /**
     * Ranges with given nodes, in the order in which the kernel reads them. Nodes are not derived and windows do not stretch
     * ranges; clean-up, acceptance and look-up follow the kernel's rules.
     */
    record Described(List<DescribedRange> ranges) implements NodeDescription {

        public Described {
            ranges = List.copyOf(ranges);
        }

        @Override
        public int size() {
            return ranges.size();
        }
    }

    /**
     * One described range.
     *
     * @param index position in the description, from 0
     * @param range the addresses
     * @param type the content of the range
     * @param node the node of the range
     */
    record DescribedRange(int index, AddressRange range, MemoryType type, int node) {}
}
