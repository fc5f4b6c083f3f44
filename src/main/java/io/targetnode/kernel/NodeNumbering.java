package io.targetnode.kernel;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Proximity domain to node (kernel-rules 2.3): nodes are dense and given in the order in which proximity domains are
 * met. Never reset, not even when the configuration is rejected.
 */
final class NodeNumbering {

    private static final int UNNUMBERED = -1;
    private static final int LEAST_PROXIMITY_DOMAINS = 256;

    private final int maxNodes;
    private final int[] nodeOfDomain;
    private int nextNode;
    private int largestDomain = UNNUMBERED;

    NodeNumbering(int maxNodes) {
        this.maxNodes = maxNodes;
        this.nodeOfDomain = new int[Math.max(maxNodes, LEAST_PROXIMITY_DOMAINS)];
        Arrays.fill(nodeOfDomain, UNNUMBERED);
    }

    /** The node of a proximity domain, numbered now if it is new; empty if it is out of range or no node is left. */
    OptionalInt number(int proximityDomain) {
        // The kernel's int: 0x80000000 and above are negative.
        if (proximityDomain < 0 || proximityDomain >= nodeOfDomain.length) {
            return OptionalInt.empty();
        }
        if (nodeOfDomain[proximityDomain] == UNNUMBERED) {
            if (nextNode >= maxNodes) {
                return OptionalInt.empty();
            }
            nodeOfDomain[proximityDomain] = nextNode++;
            largestDomain = Math.max(largestDomain, proximityDomain);
        }
        return OptionalInt.of(nodeOfDomain[proximityDomain]);
    }

    /** The first proximity domain that windows get: one above the largest numbered one, 0 if none is. */
    int firstUnusedDomain() {
        return largestDomain + 1;
    }
}
