package io.targetnode.analysis.verification;

import io.targetnode.kernel.ApiNamed;

/** What is compared, and with what. */
public enum Subject implements ApiNamed {
    /** The release of the boot log, with the release of the answers. */
    KERNEL_RELEASE("boot log"),
    /** A line of the boot log about nodes, with the lines of the replay. */
    BOOT_LOG("boot log"),
    /** The header of an uploaded table, with the list of tables in the boot log. */
    TABLE_HEADER("boot log"),
    /** Whether the bytes of an uploaded table add up to 0. */
    TABLE_CHECKSUM("uploaded table"),
    /** A window that the CXL driver lists, with the windows of the replay. */
    WINDOWS("CXL driver"),
    /** An answer of the kernel's own look-up in the boot log, with the answer for its address. */
    LOOKUP("boot log"),
    /** The target node of a dax device, with the answer for its first address. */
    TARGET_NODE("dax device"),
    /** The node on which memory is online, with the node on which it is expected. */
    ONLINE_NODE("memory blocks"),
    /** The memory that a node has, with the most that it can have. */
    NODE_SIZE("node sizes"),
    /** The memory tier of a node. */
    MEMORY_TIER("memory tiers");

    private final String source;

    Subject(String source) {
        this.source = source;
    }

    /** The name of the evidence that shows it. */
    public String source() {
        return source;
    }
}
