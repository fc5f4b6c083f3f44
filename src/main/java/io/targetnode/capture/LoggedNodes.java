package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The lines of a boot log about nodes, and the values in them.
 *
 * @param lines the lines about SRAT entries, joins, overlaps, faked nodes and node ranges, in the order of the log, without the
 *     prefixes of dmesg, journald and syslog
 * @param processors the processors of the SRAT, in its order; only older kernels print them
 * @param memory the memory entries of the SRAT that the kernel accepted, in its order
 * @param joined the blocks that {@code numa_cleanup_meminfo} joined with another one of their node: each overlaps usable RAM
 * @param setUp nodes that were set up, with memory or without: the possible nodes
 * @param faked whether the kernel faked one node
 * @param turnedOff whether the kernel used no table because NUMA was off: by {@code numa=off}, or by itself in a Xen PV domain
 */
public record LoggedNodes(
        List<String> lines,
        List<Processor> processors,
        List<Memory> memory,
        List<Block> joined,
        SortedSet<Integer> setUp,
        boolean faked,
        boolean turnedOff) {

    /**
     * {@code SRAT: PXM 0 -> APIC 0x00 -> Node 0}.
     *
     * @param proximityDomain unsigned
     * @param apicId unsigned
     * @param x2Apic whether the entry is that of an x2APIC
     * @param node the node that the kernel assigned to the domain
     */
    public record Processor(int proximityDomain, int apicId, boolean x2Apic, int node) {}

    /**
     * {@code ACPI: SRAT: Node 1 PXM 1 [mem 0x20000000-0x3fffffff] hotplug non-volatile}.
     *
     * @param node the node that the kernel assigned to the domain
     * @param proximityDomain as the kernel read it, unsigned
     * @param base first address, unsigned
     * @param lengthBytes unsigned; 0 if the printed end is just below the start. Base + length may wrap: the kernel prints such
     *     entries too
     */
    public record Memory(
            int node, int proximityDomain, long base, long lengthBytes, boolean hotPluggable, boolean nonVolatile) {}

    /** A block on either left side of {@code NUMA: Node 0 [mem A-B] + [mem C-D] -> [mem A-D]}. */
    public record Block(int node, AddressRange range) {}

    public LoggedNodes {
        lines = List.copyOf(lines);
        processors = List.copyOf(processors);
        memory = List.copyOf(memory);
        joined = List.copyOf(joined);
        setUp = Collections.unmodifiableSortedSet(new TreeSet<>(setUp));
    }
}
