package io.targetnode.kernel;

/**
 * Why a NUMA configuration was not used (kernel-rules 2.7 to 2.10); the kernel then fakes one node.
 *
 * @param reason which of the kernel's reasons
 * @param detail where and why, in a sentence
 */
public record Rejection(Reason reason, String detail) {

    /** The kernel's reasons. */
    public enum Reason {
        /** {@code numa=off} on the command line. */
        NUMA_OFF("numa-off"),
        /** The machine has no SRAT. */
        NO_SRAT("no-srat"),
        /** The SRAT was disabled: an entry of a wrong length, a proximity domain out of range, too many ranges, numa=noacpi. */
        BAD_SRAT("bad-srat"),
        /** The walk over the SRAT ended at an entry of length 0. */
        SRAT_PARSE("srat-parse"),
        /** The SRAT has no enabled memory entry. */
        SRAT_NO_MEMORY("srat-no-memory"),
        /** Ranges of two nodes overlap. */
        OVERLAP("overlap"),
        /** Too much RAM has no node. */
        COVERAGE("coverage");

        private final String apiName;

        Reason(String apiName) {
            this.apiName = apiName;
        }

        /** The name in JSON. */
        public String apiName() {
            return apiName;
        }
    }
}
