package io.targetnode.kernel;

import java.util.List;

/**
 * The kernel rules that answers depend on, for a range of releases (kernel-rules 5, the version matrix).
 *
 * @param id the first release with this behaviour
 * @param windowList the list that receives a window that gets its own node
 * @param clampsBelowFirstRam whether clean-up drops the part of a block below the first RAM
 * @param toleratedUncoveredPages the largest number of pages of RAM without a node that the kernel accepts
 * @param rule the list that {@code phys_to_target_node()} searches first
 * @param detailedLog whether the log also has a line for each processor entry, and a second one for each memoryless node
 * @param changes the differences from the previous behaviour, one sentence each
 */
public record Behaviour(
        String id,
        WindowList windowList,
        boolean clampsBelowFirstRam,
        int toleratedUncoveredPages,
        LookupRule rule,
        boolean detailedLog,
        List<String> changes) {

    /** The list that receives a window that no SRAT range overlaps. */
    public enum WindowList {
        /** meminfo, like an SRAT range; clean-up moves the window to the reserved list if it holds no RAM. */
        MEMINFO,
        /** The reserved list, directly. */
        RESERVED
    }

    private static final int MIB_PAGES = 256;

    /** 6.1. The source was read, and a kernel was booted. */
    public static final Behaviour V6_1 = new Behaviour(
            "6.1",
            WindowList.MEMINFO,
            false,
            MIB_PAGES - 1,
            LookupRule.PREFER_ONLINE,
            true,
            List.of(
                    "A CXL window that no SRAT range touches gets a node and goes to meminfo; clean-up moves it to the reserved list if it holds no RAM.",
                    "A configuration that leaves 1 MiB of RAM or more without a node is rejected.",
                    "phys_to_target_node() looks in meminfo first."));

    /** 6.12 before its stable level 75. */
    public static final Behaviour V6_12 = new Behaviour(
            "6.12",
            WindowList.MEMINFO,
            true,
            MIB_PAGES,
            LookupRule.PREFER_ONLINE,
            false,
            List.of(
                    "Clean-up drops the part of a block below the first RAM.",
                    "Exactly 1 MiB of RAM without a node is accepted; more is rejected."));

    /** 6.12.75 and later stable releases of 6.12. */
    public static final Behaviour V6_12_75 = new Behaviour(
            "6.12.75",
            WindowList.MEMINFO,
            true,
            MIB_PAGES,
            LookupRule.PREFER_RESERVED,
            false,
            List.of("phys_to_target_node() looks in the reserved list first (the fix, in a stable release)."));

    /** 6.16 and later, up to the stable releases with the fix. */
    public static final Behaviour V6_16 = new Behaviour(
            "6.16",
            WindowList.RESERVED,
            true,
            MIB_PAGES,
            LookupRule.PREFER_ONLINE,
            false,
            List.of(
                    "A CXL window that no SRAT range touches goes directly to the reserved list. RAM in the window does not get the window's node, and windows do not stretch each other.",
                    "phys_to_target_node() looks in meminfo first."));

    /** 7.0 and the stable releases with the fix; the newest known behaviour. */
    public static final Behaviour V7_0 = new Behaviour(
            "7.0",
            WindowList.RESERVED,
            true,
            MIB_PAGES,
            LookupRule.PREFER_RESERVED,
            false,
            List.of("phys_to_target_node() looks in the reserved list first (commit f043a93fff9e)."));

    public Behaviour {
        changes = List.copyOf(changes);
    }
}
