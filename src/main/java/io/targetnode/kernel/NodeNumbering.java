package io.targetnode.kernel;

import io.targetnode.kernel.Behaviour.DomainScan;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code acpi_map_pxm_to_node()}: numbers nodes without gaps, in the order in which the kernel reads their proximity domains
 * (kernel-rules 2.3). The kernel does not reset the numbers, not even if it rejects the configuration.
 */
final class NodeNumbering {

    private static final int UNNUMBERED = -1;
    private static final int MIN_PROXIMITY_DOMAINS = 256;

    private final int maxNodes;
    private final int[] nodeOfDomain;
    private int nextNode;
    private int largestDomain = UNNUMBERED;
    /** Without the last node. */
    private int largestDomainOfShortScan = UNNUMBERED;

    NodeNumbering(int maxNodes) {
        this.maxNodes = maxNodes;
        this.nodeOfDomain = new int[Math.max(maxNodes, MIN_PROXIMITY_DOMAINS)];
        Arrays.fill(nodeOfDomain, UNNUMBERED);
    }

    /** The node of a proximity domain, numbered if it is new; empty if it is out of range or no node is free. */
    OptionalInt number(int proximityDomain) {
        // The kernel's int is signed: 0x80000000 and above are negative.
        if (proximityDomain < 0 || proximityDomain >= nodeOfDomain.length) {
            return OptionalInt.empty();
        }
        if (nodeOfDomain[proximityDomain] == UNNUMBERED) {
            if (nextNode >= maxNodes) {
                return OptionalInt.empty();
            }
            largestDomain = Math.max(largestDomain, proximityDomain);
            if (nextNode < maxNodes - 1) {
                largestDomainOfShortScan = largestDomain;
            }
            nodeOfDomain[proximityDomain] = nextNode++;
        }
        return OptionalInt.of(nodeOfDomain[proximityDomain]);
    }

    /** The node of each numbered proximity domain that {@code before} does not have. */
    SortedMap<Integer, Integer> nodesBesides(SortedMap<Integer, Integer> before) {
        SortedMap<Integer, Integer> nodes = new TreeMap<>();
        for (int domain = 0; domain < nodeOfDomain.length; domain++) {
            if (nodeOfDomain[domain] != UNNUMBERED && !before.containsKey(domain)) {
                nodes.put(domain, nodeOfDomain[domain]);
            }
        }
        return nodes;
    }

    /**
     * The proximity domain of the first window: one above the largest numbered one that the scan finds, 0 if none is numbered. A
     * short scan misses the last node; the result may then be a domain that is in use.
     */
    int firstWindowDomain(DomainScan scan) {
        return (scan == DomainScan.ALL ? largestDomain : largestDomainOfShortScan) + 1;
    }
}
