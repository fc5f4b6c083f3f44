package io.targetnode.analysis.audit;

import io.targetnode.kernel.ApiNamed;

/**
 * The kinds of findings. The name of a constant in the API is the id of the finding, which never changes. Each has a page under
 * {@code /findings/} and a section in docs/findings.md.
 */
public enum FindingType implements ApiNamed {
    WINDOW_INSIDE_RAM_SPAN(
            "Window inside a span of RAM",
            "The kernel joins the RAM ranges of a node across the holes between them (kernel-rules 2.8), and this window lies in such a hole. Both lists hold its addresses: meminfo with the node of the RAM, the reserved list with the node of the window. A kernel without the look-up fix gives CXL memory in the window the node of the RAM.",
            "Run a kernel with the look-up fix. Or change the firmware, so that the SRAT describes a range of another node between the RAM ranges of the node, or so that the window lies outside of them."),
    RANGE_INSIDE_RAM_SPAN(
            "Range without RAM inside a span of RAM",
            "As for a window inside a span of RAM, but the addresses are described by an SRAT range without RAM at boot, or by a described range: hot-pluggable, soft-reserved or persistent memory.",
            "Run a kernel with the look-up fix. Or change the firmware, so that the range lies outside of the RAM ranges of one node."),
    STALE_RESERVED_RANGE(
            "Reserved range of a rejected configuration",
            "The kernel rejected the NUMA configuration and faked one node, but it did not clear the reserved list (kernel-rules 2.10). The stale range still answers. Its node is not possible, so the kmem driver refuses memory on it with -EINVAL.",
            "Remove the reason for which the kernel rejects the configuration: another finding names it."),
    WINDOW_NOT_IN_SRAT(
            "Window that the SRAT does not describe",
            "No enabled SRAT range overlaps this window, so the kernel makes up a proximity domain and a node for it (kernel-rules 2.6). Distances and performance of that node are not known from SLIT and HMAT.",
            "If the kernel makes up a node, nothing is needed. To choose the node and its distances, describe the window in the SRAT as a hot-pluggable range with a proximity domain of its own."),
    WINDOW_PARTLY_IN_SRAT(
            "Window that the SRAT describes in part",
            "SRAT ranges overlap this window but do not cover it. The window gets no node of its own. The kernel stretches the SRAT ranges over it, and a gap goes to the range after the gap (kernel-rules 2.6). Before 6.1.63, 6.5.12, 6.6.2 and 6.7, ranges are not stretched.",
            "Change the firmware, so that SRAT ranges cover the whole window or none of it."),
    RANGE_OVER_WINDOW(
            "SRAT range that contains more than a window",
            "An SRAT range covers this window and addresses outside of all windows, as a large hot-plug range does. The window gets no node of its own: both lists describe its addresses as the range does, under both look-up rules (kernel-rules 7, surprise 5).",
            "Change the firmware, so that the hot-plug range does not cover the window, or so that the window has an SRAT range of its own."),
    OVERLAPPING_WINDOWS(
            "Overlapping windows",
            "Two windows share addresses. Since 6.16, each window without an SRAT range has a node, and the first window in the CEDT decides. Before 6.16, the first window is stretched over the second one, which gets no node (kernel-rules 5, D2).",
            "Change the firmware: fixed memory windows must not overlap."),
    NODES_OVERLAP(
            "Ranges of different nodes overlap",
            "SRAT ranges of two nodes share addresses and both have RAM. The kernel rejects the whole NUMA configuration and fakes one node (kernel-rules 2.8, 2.10).",
            "Change the firmware: SRAT ranges of different proximity domains must not overlap."),
    UNCOVERED_RAM_REJECTED(
            "RAM without a node; configuration rejected",
            "No SRAT range holds some usable RAM, and it is more than the kernel tolerates. The kernel rejects the whole NUMA configuration and fakes one node (kernel-rules 2.9, 2.10).",
            "Change the firmware, so that the SRAT describes all usable RAM. Until then, exclude the RAM with the boot parameter memmap=size$start."),
    UNCOVERED_RAM_PANIC(
            "RAM without a node; the kernel panics",
            "No SRAT range holds some usable RAM. It is so little that the kernel accepts the configuration, and then panics early in boot (kernel-rules 7, surprise 16).",
            "Change the firmware, so that the SRAT describes all usable RAM. Until then, exclude the RAM with the boot parameter memmap=size$start, or boot with numa=off."),
    RAM_IN_UNDESCRIBED_WINDOW(
            "RAM in a window that the SRAT does not describe",
            "Usable RAM lies in a window without an SRAT range. Since 6.16 the window does not give its node to the RAM. More than 1 MiB of such RAM makes the kernel reject the whole configuration, unless a span of RAM covers it (kernel-rules 5, D1). Before 6.16, the RAM is on the node of the window.",
            "Change the firmware, so that the SRAT describes the RAM with the proximity domain of its memory."),
    NODE_NOT_POSSIBLE(
            "Answer that is not a possible node",
            "The kernel's look-up gives a node that does not exist on this machine. The kmem driver refuses memory there with -EINVAL (kernel-rules 6.2).",
            "Remove the reason for which the kernel rejects the configuration or does not mark the node: another finding names it."),
    WINDOW_NUMBERS_EXHAUSTED(
            "No node is left for a window",
            "The kernel has no free node or proximity domain for this window. It ends the pass over the windows: this one and all later ones get no node, and ranges are not stretched over them (kernel-rules 2.6).",
            "Use smaller proximity domains in the SRAT, below 255 if MAX_NUMNODES is at most 256, or a kernel with a larger MAX_NUMNODES."),
    EMPTY_WINDOW(
            "Window that is empty or wraps",
            "The size of the window is 0, or its end wraps around 2^64. The kernel appends no block for it, but uses up a node number, so that later windows get higher ones (kernel-rules 2.6).",
            "Remove the window from the CEDT, or correct its size."),
    EMPTY_SRAT_RANGE(
            "SRAT range that is empty or wraps",
            "The length of the range is 0, or its end wraps around 2^64. The kernel ignores the range, but numbers its proximity domain (kernel-rules 2.5).",
            "Disable or remove the entry, or correct its length."),
    WINDOW_MISALIGNED(
            "Window without a decoder",
            "The base or the size of the window is not a multiple of 256 MiB. The CXL driver creates no decoder for it, so no region can be created there, although the window may have a node (kernel-rules 6.2).",
            "Change the firmware, so that base and size are multiples of 256 MiB."),
    WINDOW_NOT_VOLATILE(
            "Window without RAM regions",
            "The restrictions of the window do not have the bit for volatile memory. The CXL driver creates no RAM region in it, although the window may have a node (kernel-rules 6.2).",
            "Set bit 2 of the window restrictions in the CEDT if the window is for RAM."),
    SOFT_RESERVED_WITHOUT_NODE(
            "Soft-reserved memory without a node of its own",
            "No SRAT range and no window describes this specific-purpose memory. The dax driver adds it by its address: it gets the node of the RAM around it, or of the first RAM block (kernel-rules 6.1).",
            "Change the firmware, so that an SRAT range with a proximity domain of its own describes the memory. efi=nosoftreserve makes it ordinary RAM."),
    GENERIC_PORT_COLLISION(
            "Generic port with the proximity domain of a window",
            "Generic ports are not numbered, so the proximity domain that the kernel makes up for a window can be that of a generic port. The window's node then has the performance and the memory tier of the port, and not that of its devices (kernel-rules 6.4).",
            "Change the firmware: give generic ports proximity domains that are not directly above the largest one of processors and memory, or describe the window in the SRAT."),
    SLIT_INVALID(
            "SLIT that the kernel refuses",
            "A distance on the diagonal is not 10, or another one is not above 10. One bad value drops the whole table: all distances are 10 and 20 (kernel-rules 6.3).",
            "Correct the distance in the firmware."),
    SLIT_IGNORED(
            "SLIT without effect",
            "The kernel does not use the NUMA configuration, so that the distances of the SLIT do not apply: all distances are 10 and 20 (kernel-rules 6.3).",
            "Remove the reason for which the kernel rejects the configuration: another finding names it."),
    HMAT_DROPPED(
            "HMAT that the kernel drops",
            "The revision of the HMAT is not known to the kernel, or a structure has a wrong length or an unknown proximity domain. One bad structure drops the whole table: all nodes have the default tiers (kernel-rules 6.4).",
            "Correct the structure that the detail names."),
    HMAT_NOT_USED(
            "HMAT without effect",
            "The kernel does not take memory tiers from the HMAT: the release is too old, the command line disables it, or the kernel does not use the SRAT. All nodes have the default tiers (kernel-rules 6.4).",
            "Remove the reason that the detail names."),
    HMAT_NO_REFERENCE(
            "HMAT without values for a node with CPUs",
            "A node with RAM at boot and an online CPU is a target of the HMAT without performance values. The kernel then registers no provider, and all nodes have the default tiers (kernel-rules 6.4).",
            "Change the firmware, so that the HMAT has latency and bandwidth for all nodes with CPUs."),
    HMAT_REFERENCE_MISMATCH(
            "Nodes with CPUs that differ too much",
            "The performance of two nodes with RAM at boot and online CPUs differs by more than 10 % in the HMAT. The kernel then does not use its algorithm, and all nodes have the default tiers (kernel-rules 6.4).",
            "Change the firmware, so that the HMAT has similar values for all nodes with CPUs."),
    INITIATOR_ENDS_PASS(
            "Generic initiator that ends the pass",
            "A generic initiator that is disabled, or whose proximity domain is out of range, ends the kernel's pass over processors and initiators. Later entries of that kind number no nodes, so nodes may have other numbers (kernel-rules 2.4).",
            "Change the firmware: leave the entry out of the SRAT, or put it after all processors and initiators."),
    PROXIMITY_DOMAIN_OUT_OF_RANGE(
            "Proximity domain out of range",
            "The proximity domain of an enabled entry is not below the kernel's limit, which is MAX_NUMNODES or 256, whichever is larger. The kernel disables the whole SRAT and fakes one node (kernel-rules 2.3, 2.7).",
            "Use smaller proximity domains in the firmware, or a kernel with a larger MAX_NUMNODES."),
    SRAT_DISABLED(
            "SRAT that the kernel does not use",
            "The kernel disables the SRAT, because an entry has a wrong length, because the table has no enabled memory entry or more ranges or nodes than the kernel can store, or because the command line says so. It fakes one node (kernel-rules 2.7, 2.10).",
            "Correct the entry that the detail names, or remove numa=noacpi from the command line."),
    NO_SRAT(
            "No SRAT",
            "The machine has no SRAT, so all RAM is on node 0. Since 6.16, windows are still numbered, from node 0 on, and their nodes other than 0 are not possible (kernel-rules 5, D3).",
            "Enable NUMA in the firmware, or upload the SRAT if the machine has one."),
    NUMA_OFF(
            "NUMA is off",
            "The command line has numa=off, or the kernel disabled NUMA. It reads neither the SRAT nor the windows, and all RAM is on node 0 (kernel-rules 2.10).",
            "Remove numa=off from the command line."),
    PROXIMITY_DOMAIN_MASKED(
            "Proximity domain that is cut to 8 bits",
            "The revision of the SRAT is 0 or 1, so the kernel reads only the low 8 bits of the proximity domain of memory and APIC entries. Two domains can become one (kernel-rules 2.4, 2.5).",
            "Change the revision of the SRAT to 2 or higher, or use proximity domains below 256."),
    RESERVED_LIST_OVERFLOW(
            "More ranges than the reserved list can hold",
            "Clean-up moves ranges to the reserved list without a check of its size. The kernel writes past the end of the list, with undefined results (kernel-rules 7, surprise 10).",
            "Describe fewer ranges in the SRAT, or use a kernel with a larger MAX_NUMNODES."),
    LOOKUP_FIX_MISSING(
            "Kernel without the look-up fix",
            "This release searches meminfo first. Where both lists hold an address with different nodes, memory gets the node of the RAM around it (kernel-rules 2.11).",
            "Run a kernel with the look-up fix."),
    LOOKUP_FIX_PRESENT(
            "Kernel with the look-up fix",
            "This release searches the reserved list first, so memory gets the node of the window or range that describes it (kernel-rules 2.11).",
            "Nothing is needed."),
    LOOKUP_RULE_UNKNOWN(
            "Look-up rule that is not known",
            "It is not known whether this build has the look-up fix. The answers follow the rule of its upstream release (kernel-rules 5.4).",
            "Upload daxctl (daxctl list) and iomem of the host while a region is online: the node of the region shows the rule. Or look for 'mm: numa_memblks: Identify the accurate NUMA ID of CFMW' in the changelog of the kernel package, and choose the rule."),
    LOOKUP_STUB(
            "Kernel without the lists",
            "This kernel has no lists to search: phys_to_target_node() answers node 0 for every address (kernel-rules 2.11, 9.1).",
            "Run a kernel with CONFIG_NUMA_KEEP_MEMINFO, on arm64 and riscv64 from 6.12 on."),
    WINDOWS_NOT_READ(
            "Kernel that does not read windows",
            "This release does not read the CEDT when it numbers nodes, so no window has a node of its own (kernel-rules 5.1).",
            "Run 5.16 or later."),
    DIFFERS_FROM_NEWEST(
            "Answers that newer kernels changed",
            "With the same look-up rule, the newest known kernel gives other nodes for some addresses, because it treats windows or SRAT ranges differently. The answers change with an upgrade (kernel-rules 5).",
            "The comparison with the newest kernel shows all differences. Check the configuration of the memory after an upgrade."),
    TABLE_NOT_UPLOADED(
            "Table that was not uploaded",
            "The boot log lists a table of the machine that the upload does not contain. The audit is that of a machine without this table, so the verdict may be wrong (kernel-rules 2.5, 2.6).",
            "Upload the raw table: srat is /sys/firmware/acpi/tables/SRAT, cedt is /sys/firmware/acpi/tables/CEDT."),
    OBSERVED_TIER_OF_RAM(
            "Memory of a window in the memory tier of RAM",
            "The uploaded evidence shows memory of a window on a node that has RAM at boot. A memory tier belongs to a node, so the kernel treats this memory like the RAM of the node, and does not demote cold pages to it (kernel-rules 6.4).",
            "Put the memory on a node of its own: another finding says why it is not. Until then, do not use the device as system RAM."),
    OBSERVED_MISPLACEMENT(
            "Memory that is online on the wrong node",
            "The uploaded evidence shows memory of a window, or of another described range, on the node of the RAM around it.",
            "Run a kernel with the look-up fix. Until then, do not use the device as system RAM, or expect its capacity on the wrong node.");

    /** The path of the pages. */
    public static final String PATH = "/findings/";

    private final String title;
    private final String meaning;
    private final String remedy;

    FindingType(String title, String meaning, String remedy) {
        this.title = title;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The stable id: {@code window-inside-ram-span}. */
    public String id() {
        return apiName();
    }

    /** A few words for a heading. */
    public String title() {
        return title;
    }

    /** What it means, in sentences. */
    public String meaning() {
        return meaning;
    }

    /** What to do, in sentences. */
    public String remedy() {
        return remedy;
    }

    /** The path of the page. */
    public String path() {
        return PATH + id();
    }
}
