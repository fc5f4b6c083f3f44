package io.targetnode.kernel;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a boot finds out about nodes besides the two lists (kernel-rules 2.3 to 2.6). The kernel does not reset the numbers of proximity
 * domains if it rejects the configuration.
 *
 * @param sratNodes the node of each proximity domain that the SRAT's entries numbered
 * @param windowNodes the node of each proximity domain that the kernel made up for a window
 * @param processorNodes the node of each enabled processor of the SRAT, in table order
 * @param initiatorNodes the nodes of generic initiators
 * @param ramBytes the bytes of usable RAM at boot of each node that has any
 */
public record NodeFacts(
        SortedMap<Integer, Integer> sratNodes,
        SortedMap<Integer, Integer> windowNodes,
        List<Integer> processorNodes,
        SortedSet<Integer> initiatorNodes,
        SortedMap<Integer, Long> ramBytes) {

    /** A boot that read no table, or described ranges, which have no proximity domains. */
    static final NodeFacts NONE =
            new NodeFacts(new TreeMap<>(), new TreeMap<>(), List.of(), new TreeSet<>(), new TreeMap<>());

    public NodeFacts {
        sratNodes = Collections.unmodifiableSortedMap(new TreeMap<>(sratNodes));
        windowNodes = Collections.unmodifiableSortedMap(new TreeMap<>(windowNodes));
        processorNodes = List.copyOf(processorNodes);
        initiatorNodes = Collections.unmodifiableSortedSet(new TreeSet<>(initiatorNodes));
        ramBytes = Collections.unmodifiableSortedMap(new TreeMap<>(ramBytes));
    }

    NodeFacts withRam(List<NodeRam> ram) {
        SortedMap<Integer, Long> bytes = new TreeMap<>();
        ram.stream()
                .filter(part -> part.node() != Meminfo.NUMA_NO_NODE)
                .forEach(part -> bytes.merge(part.node(), part.end() - part.start(), Long::sum));
        return new NodeFacts(sratNodes, windowNodes, processorNodes, initiatorNodes, bytes);
    }

    /** {@code pxm_to_node()}: empty if the proximity domain has no node. */
    public OptionalInt nodeOf(int proximityDomain) {
        Integer node = sratNodes.getOrDefault(proximityDomain, windowNodes.get(proximityDomain));
        return node == null ? OptionalInt.empty() : OptionalInt.of(node);
    }

    /** {@code node_to_pxm()} of all nodes that have a proximity domain: the smallest one, by node. */
    public SortedMap<Integer, Integer> proximityDomains() {
        SortedMap<Integer, Integer> domains = new TreeMap<>();
        for (Map<Integer, Integer> nodes : List.of(sratNodes, windowNodes)) {
            nodes.forEach((domain, node) -> domains.merge(node, domain, Math::min));
        }
        return domains;
    }

    /** The bytes of usable RAM at boot of a node. */
    public long ramBytes(int node) {
        return ramBytes.getOrDefault(node, 0L);
    }
}
