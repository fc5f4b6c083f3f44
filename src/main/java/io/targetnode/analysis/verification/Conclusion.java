package io.targetnode.analysis.verification;

import io.targetnode.kernel.ApiNamed;

/**
 * A conclusion from contradictions.
 *
 * @param id the kind of conclusion
 * @param sentence the most likely cause
 * @param remedy what to do about it
 */
public record Conclusion(Id id, String sentence, String remedy) {

    /** The kinds of conclusions. */
    public enum Id implements ApiNamed {
        /** The boot log is of another release than the answers. */
        WRONG_KERNEL,
        /** The kernel searches the reserved list first, but the answers do not. */
        BACKPORTED_FIX,
        /** The kernel searches meminfo first, but the answers do not. */
        MISSING_FIX,
        /** The kernel has the stub of the look-up, but the answers are not those of the stub. */
        STUB,
        /** A table was changed after it left the firmware. */
        EDITED_TABLE,
        /** The machine booted with another table. */
        OTHER_FIRMWARE,
        /** A table was not uploaded, and the machine has it or may have it. */
        MISSING_TABLE,
        /** The machine booted with different usable RAM. */
        OTHER_MEMORY_MAP,
        /** Lines are missing in the middle of the log. */
        LOST_LOG_LINES,
        /** A node has more memory than the evidence accounts for. */
        MEMORY_ADDED_LATER,
        /** The evidence of the running kernel is not of this boot. */
        OTHER_BOOT;
    }
}
