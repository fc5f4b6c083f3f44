package io.targetnode.analysis.nodes;

import io.targetnode.kernel.ApiNamed;
import java.util.OptionalInt;

/**
 * Why a kernel does not use an HMAT, so that all nodes have the default tiers.
 *
 * @param reason the reason
 * @param offset byte offset in the HMAT of the structure that is the reason; empty if no structure is
 * @param why the cause, in a sentence without a full stop
 */
public record HmatFault(Reason reason, OptionalInt offset, String why) {

    /** The reasons. Those from {@link #UNKNOWN_REVISION} to {@link #BAD_STRUCTURE} drop the table. */
    public enum Reason implements ApiNamed {
        /** No HMAT is known: the machine has none, or it was not uploaded or not stored, or cannot be read. */
        NO_TABLE,
        /** The release does not take tiers from the HMAT. */
        OLD_KERNEL,
        /** {@code numa=nohmat}. */
        DISABLED_BY_OPTION,
        /** NUMA is off, or there is no SRAT, or the kernel disabled it. */
        NO_USABLE_SRAT,
        /** The revision is neither 1 nor 2. */
        UNKNOWN_REVISION,
        /** A structure that the kernel refuses. */
        BAD_STRUCTURE,
        /** A node with CPUs and RAM at boot is a target without values, so that the provider is not registered. */
        NO_REFERENCE,
        /** The values of two nodes with CPUs and RAM at boot differ by more than 10 %, so that the algorithm is off. */
        REFERENCE_MISMATCH
    }
}
