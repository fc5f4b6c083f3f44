package io.targetnode.acpi;

import java.util.List;

/**
 * A structure of the HMAT, in the cases that {@code hmat_parse_subtable()} distinguishes (kernel-rules 6.4). {@code offset} is the
 * structure's first byte, from the table's start.
 */
public sealed interface HmatStructure {

    /** Byte offset of the structure from the table's start. */
    int offset();

    /** The 16-bit type of the structure. */
    int type();

    /**
     * Type 0, memory proximity domain attributes, with the length of 40 that the kernel requires.
     *
     * @param flags bit 0: the processor domain is valid; bit 1, in revision 1 only: the memory domain is valid
     */
    record Proximity(int offset, int flags, int processorDomain, int memoryDomain) implements HmatStructure {

        private static final int PROCESSOR_VALID = 1;
        private static final int MEMORY_VALID = 1 << 1;

        @Override
        public int type() {
            return 0;
        }

        /** Whether the memory domain counts in a table of this revision. */
        public boolean statesMemory(int revision) {
            return revision > 1 || (flags & MEMORY_VALID) != 0;
        }

        /** Whether the processor domain counts, if the memory domain does. */
        public boolean statesProcessor() {
            return (flags & PROCESSOR_VALID) != 0;
        }
    }

    /**
     * Type 1, latencies or bandwidths between initiators and targets.
     *
     * @param flags bits 0 to 3: the memory hierarchy, 0 for memory itself
     * @param dataType 0 to 2: access, read and write latency; 3 to 5: the same for bandwidth
     * @param baseUnit the unit of the entries, unsigned 64 bits
     * @param initiators proximity domains, unsigned 32 bits, one for each row
     * @param targets proximity domains, unsigned 32 bits, one for each column
     * @param entries the values in base units
     */
    record Locality(
            int offset,
            int flags,
            int dataType,
            long baseUnit,
            List<Integer> initiators,
            List<Integer> targets,
            UnsignedMatrix entries)
            implements HmatStructure {

        private static final int HIERARCHY = 0xf;

        /** @throws IllegalArgumentException if the entries do not match the domains */
        public Locality {
            initiators = List.copyOf(initiators);
            targets = List.copyOf(targets);
            if (entries.rows() != initiators.size() || entries.columns() != targets.size()) {
                throw new IllegalArgumentException("entries %s for %d initiators and %d targets"
                        .formatted(entries, initiators.size(), targets.size()));
            }
        }

        @Override
        public int type() {
            return 1;
        }

        /** Whether the values are those of memory, and not of a cache beside it. */
        public boolean isOfMemory() {
            return (flags & HIERARCHY) == 0;
        }
    }

    /**
     * A structure of type 0, 1 or 2 with a length that the kernel refuses.
     *
     * @param type 0, 1 or 2
     * @param length the length that the structure states, unsigned 32 bits
     * @param needed the length that it must have; for types 1 and 2, the least length
     */
    record WrongLength(int offset, int type, long length, long needed) implements HmatStructure {}

    /** A structure without effect on distances and tiers: type 2, memory side caches, and unknown types. */
    record Skipped(int offset, int type) implements HmatStructure {}
}
