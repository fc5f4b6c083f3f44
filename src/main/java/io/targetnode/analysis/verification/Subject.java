package io.targetnode.analysis.verification;

/** What is compared. */
public enum Subject {
    /** The release that printed the boot log, with the one that answers. */
    KERNEL_RELEASE("kernel-release"),
    /** A line of the boot log about nodes, with the replay's. */
    BOOT_LOG("boot-log"),
    /** An uploaded table's header, with the boot log's listing. */
    TABLE_HEADER("table-header"),
    /** Whether an uploaded table's bytes add up to 0. */
    TABLE_CHECKSUM("table-checksum"),
    /** A window that the CXL driver lists, with the windows that are replayed. */
    WINDOWS("windows"),
    /** A dax device's target node, with the answer for its start. */
    TARGET_NODE("target-node"),
    /** Where memory is online, with where it was to go. */
    ONLINE_NODE("online-node"),
    /** How much memory a node has, with how much it can have. */
    NODE_SIZE("node-size"),
    /** Which tier a node is in. */
    MEMORY_TIER("memory-tier");

    private final String apiName;

    Subject(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON: it stays as it is. */
    public String apiName() {
        return apiName;
    }
}
