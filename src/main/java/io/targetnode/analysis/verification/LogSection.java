package io.targetnode.analysis.verification;

import java.util.List;

/** The sections of a boot log that are about nodes, in the order in which the kernel prints them. */
enum LogSection {
    PROCESSORS("processor entries", "SRAT: PXM "),
    ENTRIES("memory entries", "ACPI: SRAT: "),
    JOINS("merges and overlaps", "NUMA: Node ", "Warning: node ", "node "),
    COVERAGE("RAM without a node", "NUMA: no nodes coverage "),
    FAKED_NODE(
            "the faked node",
            "No NUMA configuration",
            "NUMA turned off",
            "NUMA: NUMA disabled",
            "Faking a node",
            "NUMA: Faking a node"),
    MEMORYLESS("nodes without memory", "NUMA: Initmem setup "),
    RAM("early node ranges", "Early memory node ranges", "  node "),
    NODES("node set-up", "Initmem setup ", "Initializing node ");

    private final String title;
    private final List<String> beginnings;

    LogSection(String title, String... beginnings) {
        this.title = title;
        this.beginnings = List.of(beginnings);
    }

    String title() {
        return title;
    }

    /**
     * Whether other sections show the same. Uploads that earlier versions stored lack these lines, so their absence proves
     * nothing.
     */
    boolean isOptional() {
        return this == COVERAGE || this == MEMORYLESS;
    }

    /** Whether the line shows an entry of the SRAT, or a node that only such an entry numbers. */
    boolean showsSrat(String line) {
        return this == PROCESSORS || this == ENTRIES || this == NODES && line.endsWith("as memoryless");
    }

    /** The section of a line. A line of no section belongs to the joins: the kernel prints warnings among them. */
    static LogSection of(String line) {
        for (LogSection section : values()) {
            if (section.beginnings.stream().anyMatch(line::startsWith)) {
                return section;
            }
        }
        return JOINS;
    }
}
