package io.targetnode.acpi;

/**
 * An entry of the SRAT, in the cases that the kernel's NUMA pass distinguishes (kernel-rules 2.4, 2.5, 9.4).
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

    /** The type byte of the entry. */
    int type();

    /**
     * Type 0, processor local APIC affinity, with the length of 16 that the kernel requires.
     *
     * @param proximityDomain the low byte and the three high bytes combined
     */
    record Apic(int index, int offset, int proximityDomain, boolean enabled, int apicId) implements SratEntry {
        @Override
        public int type() {
            return 0;
        }
    }

    /**
     * Type 2, processor local x2APIC affinity of at least 24 bytes.
     *
     * @param apicId unsigned 32 bits
     */
    record X2Apic(int index, int offset, int proximityDomain, boolean enabled, int apicId) implements SratEntry {

        /** {@code MAX_LOCAL_APIC}. */
        private static final int FIRST_UNMARKED_ID = 32768;

        /** Whether the kernel marks the node as parsed. From x2APIC id 32768 on, it only numbers the node (kernel-rules 2.4). */
        public boolean marksNode() {
            return Integer.compareUnsigned(apicId, FIRST_UNMARKED_ID) < 0;
        }

        @Override
        public int type() {
            return 2;
        }
    }

    /** Type 3, GICC affinity of at least 18 bytes: a processor of arm64. */
    record Gicc(int index, int offset, int proximityDomain, boolean enabled) implements SratEntry {
        @Override
        public int type() {
            return 3;
        }
    }

    /** Type 7, RINTC affinity of at least 20 bytes: a processor of riscv64. */
    record Rintc(int index, int offset, int proximityDomain, boolean enabled) implements SratEntry {
        @Override
        public int type() {
            return 7;
        }
    }

    /** Type 5, generic initiator affinity; the kernel ignores its length. */
    record GenericInitiator(int index, int offset, int proximityDomain, boolean enabled) implements SratEntry {
        @Override
        public int type() {
            return 5;
        }
    }

    /**
     * Type 6, generic port affinity: a link to memory whose performance the HMAT states. It numbers no node.
     *
     * @param handleType 0 for an ACPI device, 1 for a PCI device
     * @param hardwareId the eight bytes of an ACPI device's _HID, the first character lowest
     * @param uniqueId an ACPI device's _UID, unsigned 32 bits
     */
    record GenericPort(
            int index, int offset, int proximityDomain, boolean enabled, int handleType, long hardwareId, int uniqueId)
            implements SratEntry {

        /** "ACPI0016". */
        private static final long CXL_HOST_BRIDGE = 0x3631303049504341L;

        @Override
        public int type() {
            return 6;
        }

        /** Whether the device is an ACPI device. */
        public boolean namesAcpiDevice() {
            return handleType == 0;
        }

        /** Whether the device is the CXL host bridge with the given _UID. */
        public boolean namesHostBridge(int uid) {
            return namesAcpiDevice() && hardwareId == CXL_HOST_BRIDGE && uniqueId == uid;
        }
    }

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
            implements SratEntry {
        @Override
        public int type() {
            return 1;
        }
    }

    /**
     * An entry of type 0, 1, 2, 3 or 7 with a length that the kernel refuses; a kernel that reads this type disables the SRAT.
     *
     * @param type 0, 1, 2, 3 or 7
     * @param length the entry's length byte
     */
    record WrongLength(int index, int offset, int type, int length) implements SratEntry {}

    /** An entry that the NUMA pass skips: type 4 and unknown types, and processors of other architectures. */
    record Skipped(int index, int offset, int type) implements SratEntry {}
}
