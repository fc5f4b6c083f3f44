package io.targetnode.acpi;

/**
 * An entry of the SRAT, in the cases that the kernel's NUMA pass distinguishes on x86 (kernel-rules 2.4, 2.5).
 *
 * <p>{@code index} counts all entries of the table from 0; {@code offset} is the entry's first byte, from the table's
 * start, or {@link TableHeader#NO_OFFSET} if the entry was not read from a table. Proximity domains have all 32 bits; the
 * replay masks them as the table's revision requires.
 */
public sealed interface SratEntry {

    /** Position among all entries of the table, from 0. */
    int index();

    /** Byte offset of the entry from the table's start, or {@link TableHeader#NO_OFFSET}. */
    int offset();

    /**
     * Type 0, processor local APIC affinity, with the length of 16 that the kernel requires.
     *
     * @param proximityDomain the low byte and the three high bytes combined
     */
    record Apic(int index, int offset, int proximityDomain, boolean enabled, int apicId) implements SratEntry {}

    /**
     * Type 2, processor local x2APIC affinity of at least 24 bytes.
     *
     * @param apicId unsigned 32 bits
     */
    record X2Apic(int index, int offset, int proximityDomain, boolean enabled, int apicId) implements SratEntry {}

    /** Type 5, generic initiator affinity; the kernel ignores its length. */
    record GenericInitiator(int index, int offset, int proximityDomain, boolean enabled) implements SratEntry {}

    /**
     * Type 1, memory affinity of at least 40 bytes.
     *
     * @param base first address, unsigned
     * @param lengthBytes unsigned; base + length may wrap, and 0 is possible
     */
    record Memory(
            int index,
            int offset,
            int proximityDomain,
            long base,
            long lengthBytes,
            boolean enabled,
            boolean hotPluggable,
            boolean nonVolatile)
            implements SratEntry {}

    /**
     * An entry of type 0, 1 or 2 with a length that the kernel refuses; the kernel then disables the SRAT.
     *
     * @param type 0, 1 or 2
     * @param length the entry's length byte
     */
    record WrongLength(int index, int offset, int type, int length) implements SratEntry {}

    /** An entry that the NUMA pass skips: types 3, 4, 6, 7 and unknown types. */
    record Skipped(int index, int offset, int type) implements SratEntry {}
}
