package io.targetnode.kernel;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.Optional;

/** What tells the kernel of nodes: the firmware's tables, or a person who gives them. */
public sealed interface NodeDescription {

    /** Entries or ranges in it. */
    int size();

    /**
     * The firmware's tables; an absent one is absent from the machine.
     *
     * @param srat numbers the nodes and gives them ranges
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
     * Ranges whose nodes are given, in the order in which the kernel meets them. Nodes are not derived and windows stretch
     * nothing; clean-up, acceptance and look-up are the kernel's.
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
     * @param type what is there
     * @param node the node that it belongs to
     */
    record DescribedRange(int index, AddressRange range, MemoryType type, int node) {}
}
