package io.targetnode.kernel;

import io.targetnode.memory.Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** The lines of {@code free_area_init()}, which sets up the nodes after the lists are complete. */
final class NodeLog {

    private NodeLog() {}

    /** Prints nothing if some RAM has no node, because the kernel panics before it prints these lines. */
    static void print(
            List<NodeRam> ram,
            SortedSet<Integer> possible,
            Architecture architecture,
            Behaviour behaviour,
            KernelLog log) {
        if (ram.stream().anyMatch(part -> part.node() == Meminfo.NUMA_NO_NODE)) {
            return;
        }
        Map<Integer, NodeRam> spans = new HashMap<>();
        ram.forEach(part ->
                spans.merge(part.node(), part, (span, next) -> new NodeRam(span.start(), next.end(), span.node())));
        if (architecture.printsMemorylessNodes()) {
            possible.stream()
                    .filter(node -> !spans.containsKey(node))
                    .forEach(node -> log.add(() -> "NUMA: Initmem setup node %d [<memory-less node>]".formatted(node)));
        }
        log.add(() -> "Early memory node ranges");
        ram.forEach(part -> log.add(() -> "  node %3d: %s".formatted(part.node(), mem(part))));
        for (int node : possible) {
            NodeRam span = spans.get(node);
            if (span != null) {
                log.add(() -> "Initmem setup node " + node + " " + mem(span));
                continue;
            }
            // On arm64, such a node is already online when the kernel gets here.
            if (behaviour.detailedLog() && architecture == Architecture.X86_64) {
                log.add(() -> "Initializing node %d as memoryless".formatted(node));
            }
            log.add(() -> "Initmem setup node %d as memoryless".formatted(node));
        }
    }

    private static String mem(NodeRam ram) {
        return Address.printRange(ram.start(), ram.end() - 1, 16);
    }
}
