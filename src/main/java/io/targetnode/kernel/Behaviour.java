package io.targetnode.kernel;

import java.util.List;

/**
 * What a range of releases does, as far as an answer depends on it (kernel-rules 5, the version matrix).
 *
 * @param id the first release that behaves so, by which the behaviour is called
 * @param windowList the list that a window with a node of its own is put into first
 * @param clampsBelowFirstRam whether clean-up cuts blocks below the first RAM
 * @param toleratedUncoveredPages pages of RAM without node up to which a configuration is accepted
 * @param rule the list that {@code phys_to_target_node()} asks first
 * @param printsProcessors whether the log has a line for each processor entry and for each memoryless node
 * @param changes what is new against the behaviour before, in sentences
 */
public record Behaviour(
        String id,
        WindowList windowList,
        boolean clampsBelowFirstRam,
        int toleratedUncoveredPages,
        LookupRule rule,
        boolean printsProcessors,
        List<String> changes) {

    /** Where a window that no SRAT range touches is put during the window pass. */
    public enum WindowList {
        /** Into meminfo, like a SRAT range; clean-up moves it to the reserved list if it holds no RAM. */
        MEMINFO,
        /** Straight into the reserved list. */
        RESERVED
    }

    private static final int MIB_PAGES = 256;

    /** 6.1 as read and booted. */
    public static final Behaviour V6_1 = new Behaviour(
            "6.1",
            WindowList.MEMINFO,
            false,
            MIB_PAGES - 1,
            LookupRule.PREFER_ONLINE,
            true,
            List.of(
                    "A CXL window that no SRAT range touches gets a node and goes to meminfo; clean-up moves it to the reserved list if it holds no RAM.",
                    "A configuration that leaves 1 MiB of RAM or more without node is rejected.",
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
                    "Blocks are cut below the first RAM.",
                    "Exactly 1 MiB of RAM without node is accepted; more is rejected."));

    /** 6.12.75 and later of 6.12. */
    public static final Behaviour V6_12_75 = new Behaviour(
            "6.12.75",
            WindowList.MEMINFO,
            true,
            MIB_PAGES,
            LookupRule.PREFER_RESERVED,
            false,
            List.of("phys_to_target_node() looks in the reserved list first (the fix, in a stable release)."));

    /** 6.16 up to the stable releases that have the fix. */
    public static final Behaviour V6_16 = new Behaviour(
            "6.16",
            WindowList.RESERVED,
            true,
            MIB_PAGES,
            LookupRule.PREFER_ONLINE,
            false,
            List.of(
                    "A CXL window that no SRAT range touches goes straight to the reserved list: RAM in it is not covered by it, and windows do not stretch each other.",
                    "phys_to_target_node() looks in meminfo first."));

    /** 7.0 and the stable releases with the fix; the newest that is known. */
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
