package io.targetnode.analysis.verification;

import java.util.List;

/** The parts of a boot log that say something of nodes, in the order in which a kernel prints them. */
enum LogSection {
    PROCESSORS("processor entries", "SRAT: PXM "),
    ENTRIES("memory entries", "ACPI: SRAT: "),
    JOINS("joins and overlaps", "NUMA: Node ", "Warning: node ", "node "),
    FAKED_NODE("the faked node", "No NUMA configuration", "NUMA turned off", "Faking a node"),
    RAM("early node ranges", "Early memory node ranges", "  node "),
    NODES("node set-up", "Initmem setup ", "Initializing node ");

    private final String describe;
    private final List<String> beginnings;

    LogSection(String describe, String... beginnings) {
        this.describe = describe;
        this.beginnings = List.of(beginnings);
    }

    String describe() {
        return describe;
    }

    /** The part that a line belongs to; what is of none counts to the joins, in whose midst warnings are printed. */
    static LogSection of(String line) {
        for (LogSection section : values()) {
            if (section.beginnings.stream().anyMatch(line::startsWith)) {
                return section;
            }
        }
        return JOINS;
    }
}
