package io.targetnode.kernel;

import io.targetnode.acpi.TableHeader;
import io.targetnode.memory.AddressRange;

/** The entry or range that described a block. */
public sealed interface Origin {

    /** The described range, before the kernel changed it. */
    AddressRange range();

    /** Describes the origin: {@code SRAT entry 3 (byte 120, memory affinity, proximity domain 1) [mem …]}. */
    String describe();

    private static String entry(String table, int entry, int offset) {
        return offset == TableHeader.NO_OFFSET
                ? table + " entry that the host printed ("
                : "%s entry %d (byte %d, ".formatted(table, entry, offset);
    }

    /**
     * A memory entry of the SRAT.
     *
     * @param entry position among all entries of the table, from 0
     * @param offset byte offset of the entry in the table, or {@link TableHeader#NO_OFFSET}
     * @param proximityDomain after masking, unsigned
     */
    record SratEntry(int entry, int offset, int proximityDomain, boolean hotPluggable, AddressRange range)
            implements Origin {
        @Override
        public String describe() {
            return "%smemory affinity, proximity domain %s%s) %s"
                    .formatted(
                            Origin.entry("SRAT", entry, offset),
                            Integer.toUnsignedString(proximityDomain),
                            hotPluggable ? ", hot-pluggable" : "",
                            range.asKernelPrints());
        }
    }

    /**
     * A window of the CEDT that no SRAT range overlaps.
     *
     * @param entry position among all entries of the table, from 0
     * @param offset byte offset of the entry in the table, or {@link TableHeader#NO_OFFSET}
     * @param proximityDomain the proximity domain that the kernel made up for it
     */
    record CedtWindow(int entry, int offset, int proximityDomain, AddressRange range) implements Origin {
        @Override
        public String describe() {
            return "%sCFMWS, fake proximity domain %d) %s"
                    .formatted(Origin.entry("CEDT", entry, offset), proximityDomain, range.asKernelPrints());
        }
    }

    /**
     * A described range.
     *
     * @param index position in the description, from 0
     */
    record Description(int index, MemoryType type, AddressRange range) implements Origin {
        @Override
        public String describe() {
            return "described range %d (%s) %s".formatted(index, type.apiName(), range.asKernelPrints());
        }
    }

    /** The one node of {@code dummy_numa_init()}, which the kernel fakes without a NUMA configuration (kernel-rules 2.10). */
    record FakedNode(AddressRange range) implements Origin {
        @Override
        public String describe() {
            return "the node that the kernel fakes without a NUMA configuration, " + range.asKernelPrints();
        }
    }
}
