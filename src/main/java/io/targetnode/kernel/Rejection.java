package io.targetnode.kernel;

/**
 * The reason why the kernel did not use a NUMA configuration and faked one node (kernel-rules 2.7 to 2.10).
 *
 * @param reason the kernel's reason
 * @param detail the place and the cause, in a sentence without a full stop
 */
public record Rejection(Reason reason, String detail) {

    /** The kernel's reasons. */
    public enum Reason implements ApiNamed {
        /** {@code numa=off} on the command line, or a Xen PV domain. */
        NUMA_OFF,
        /** The machine has no SRAT. */
        NO_SRAT,
        /** The SRAT was disabled: an entry of a wrong length, a proximity domain out of range, too many ranges, numa=noacpi. */
        BAD_SRAT,
        /** The walk over the SRAT ended at an entry of length 0. */
        SRAT_PARSE,
        /** The SRAT has no enabled memory entry. */
        SRAT_NO_MEMORY,
        /** Ranges of two nodes overlap. */
        OVERLAP,
        /** Too much RAM has no node. */
        COVERAGE
    }
}
