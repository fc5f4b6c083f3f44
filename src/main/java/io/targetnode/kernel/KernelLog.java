package io.targetnode.kernel;

import io.targetnode.memory.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The lines that the kernel prints about entries, joins, overlaps and nodes, worded as in captured boot logs, without time
 * stamps.
 *
 * <p>In a configuration that it rejects, the kernel may warn of every pair of ranges. So the number of stored lines is limited;
 * the lines beyond it are counted.
 */
final class KernelLog {

    private final int capacity;
    private final List<String> lines = new ArrayList<>();
    private long omitted;

    /** @param capacity number of lines that are stored */
    KernelLog(int capacity) {
        this.capacity = capacity;
    }

    void apic(int proximityDomain, int apicId, int node) {
        add(() -> processor(proximityDomain, Address.print(apicId, 2), node));
    }

    void x2apic(int proximityDomain, int apicId, int node) {
        add(() -> processor(proximityDomain, Address.print(apicId, 4), node));
    }

    void sratMemory(int node, int proximityDomain, long start, long end, boolean hotPluggable, boolean nonVolatile) {
        add(() -> "ACPI: SRAT: Node " + node + " PXM " + proximityDomain + " " + mem(start, end)
                + (hotPluggable ? " hotplug" : "") + (nonVolatile ? " non-volatile" : ""));
    }

    void overlapsWithItself(Block block, Block other) {
        add(() -> "Warning: node " + block.node() + " " + mem(block) + " overlaps with itself " + mem(other));
    }

    /** The line that says why a configuration is rejected; also returned. */
    String overlaps(Block block, Block other) {
        String line =
                "node " + block.node() + " " + mem(block) + " overlaps with node " + other.node() + " " + mem(other);
        add(() -> line);
        return line;
    }

    /** @param before the block as it was, see {@link #mem(Block)} */
    void joined(String before, Block absorbed, Block after) {
        add(() -> "NUMA: Node " + after.node() + " " + before + " + " + mem(absorbed) + " -> " + mem(after));
    }

    void fakedNode(boolean numaOff, long high) {
        add(() -> numaOff ? "NUMA turned off" : "No NUMA configuration found");
        add(() -> "Faking a node at [mem " + Address.print(0, 16) + "-" + Address.print(high - 1, 16) + "]");
    }

    void add(Supplier<String> line) {
        if (lines.size() < capacity) {
            lines.add(line.get());
        } else {
            omitted++;
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Number of lines that were not stored. */
    long omitted() {
        return omitted;
    }

    static String mem(Block block) {
        return mem(block.start(), block.end());
    }

    /** [start, end) as the kernel prints it, wrapped ends as they are. */
    private static String mem(long start, long end) {
        return "[mem " + Address.print(start, 8) + "-" + Address.print(end - 1, 8) + "]";
    }

    private static String processor(int proximityDomain, String apicId, int node) {
        return "SRAT: PXM " + Integer.toUnsignedString(proximityDomain) + " -> APIC " + apicId + " -> Node " + node;
    }
}
