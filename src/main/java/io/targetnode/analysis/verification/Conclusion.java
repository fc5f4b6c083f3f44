package io.targetnode.analysis.verification;

/**
 * What follows from contradictions.
 *
 * @param id which one
 * @param sentence what is so, for all that is known
 * @param remedy what to do about it
 */
public record Conclusion(Id id, String sentence, String remedy) {

    /** Conclusions by what they say; their names stay as they are. */
    public enum Id {
        /** The boot log is of another release than the one that answers. */
        WRONG_KERNEL("wrong-kernel"),
        /** The kernel looks in the reserved list first, and the answers do not. */
        BACKPORTED_FIX("backported-fix"),
        /** The kernel looks in meminfo first, and the answers do not. */
        MISSING_FIX("missing-fix"),
        /** A table was changed after it left the firmware. */
        EDITED_TABLE("edited-table"),
        /** A table is not the one with which the machine booted. */
        OTHER_FIRMWARE("other-firmware"),
        /** The machine has a table that was not uploaded. */
        MISSING_TABLE("missing-table"),
        /** RAM at boot was not where it is taken to be. */
        OTHER_MEMORY_MAP("other-memory-map"),
        /** The log lacks lines in its midst. */
        LOST_LOG_LINES("lost-log-lines"),
        /** There is more memory than can be accounted for. */
        MEMORY_ADDED_LATER("memory-added-later"),
        /** What the running kernel shows is not of this boot. */
        OTHER_BOOT("other-boot");

        private final String apiName;

        Id(String apiName) {
            this.apiName = apiName;
        }

        /** The name in JSON. */
        public String apiName() {
            return apiName;
        }
    }
}
