package io.targetnode.kernel;

import io.targetnode.memory.Address;
import java.util.ArrayList;
import java.util.List;

/** The lines that the kernel prints about nodes, worded as in captured boot logs, without time stamps. */
final class KernelLog {

    private final List<String> lines = new ArrayList<>();

    void apic(int proximityDomain, int apicId, int node) {
        lines.add("SRAT: PXM %s -> APIC 0x%02x -> Node %d"
                .formatted(Integer.toUnsignedString(proximityDomain), apicId, node));
    }

    void x2apic(int proximityDomain, int apicId, int node) {
        lines.add("SRAT: PXM %s -> APIC 0x%04x -> Node %d"
                .formatted(Integer.toUnsignedString(proximityDomain), apicId, node));
    }

    void sratMemory(int node, int proximityDomain, long start, long end, boolean hotPluggable, boolean nonVolatile) {
        lines.add("ACPI: SRAT: Node " + node + " PXM " + proximityDomain + " " + mem(start, end)
                + (hotPluggable ? " hotplug" : "") + (nonVolatile ? " non-volatile" : ""));
    }

    void overlapsWithItself(Block block, Block other) {
        lines.add("Warning: node " + block.node() + " " + mem(block) + " overlaps with itself " + mem(other));
    }

    /** The line that says why a configuration is rejected; also returned. */
    String overlaps(Block block, Block other) {
        String line =
                "node %d %s overlaps with node %d %s".formatted(block.node(), mem(block), other.node(), mem(other));
        lines.add(line);
        return line;
    }

    void joined(int node, String before, Block absorbed, Block after) {
        lines.add("NUMA: Node " + node + " " + before + " + " + mem(absorbed) + " -> " + mem(after));
    }

    void fakedNode(boolean numaOff, long high) {
        lines.add(numaOff ? "NUMA turned off" : "No NUMA configuration found");
        lines.add("Faking a node at [mem 0x%016x-0x%016x]".formatted(0, high - 1));
    }

    void add(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return lines;
    }

    static String mem(Block block) {
        return mem(block.start(), block.end());
    }

    /** [start, end) as the kernel prints it, wrapped ends as they are. */
    private static String mem(long start, long end) {
        return "[mem " + Address.print(start, 8) + "-" + Address.print(end - 1, 8) + "]";
    }
}
