package io.targetnode.kernel;

import io.targetnode.memory.Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** The lines with which the kernel sets up its nodes once the lists are settled. */
final class NodeLog {

    private NodeLog() {}

    /** Prints nothing if RAM is without node: the kernel does not come that far. */
    static void print(List<NodeRam> ram, SortedSet<Integer> possible, Behaviour behaviour, KernelLog log) {
        if (ram.stream().anyMatch(part -> part.node() == Meminfo.NUMA_NO_NODE)) {
            return;
        }
        log.add(() -> "Early memory node ranges");
        ram.forEach(part -> log.add(() -> "  node " + padded(part.node()) + ": " + mem(part)));
        Map<Integer, NodeRam> spans = new HashMap<>();
        ram.forEach(part ->
                spans.merge(part.node(), part, (span, next) -> new NodeRam(span.start(), next.end(), span.node())));
        for (int node : possible) {
            NodeRam span = spans.get(node);
            if (span != null) {
                log.add(() -> "Initmem setup node " + node + " " + mem(span));
                continue;
            }
            if (behaviour.printsProcessors()) {
                log.add(() -> "Initializing node %d as memoryless".formatted(node));
            }
            log.add(() -> "Initmem setup node %d as memoryless".formatted(node));
        }
    }

    /** Of three characters at least. */
    private static String padded(int node) {
        String digits = String.valueOf(node);
        return " ".repeat(Math.max(0, 3 - digits.length())) + digits;
    }

    private static String mem(NodeRam ram) {
        return "[mem " + Address.print(ram.start(), 16) + "-" + Address.print(ram.end() - 1, 16) + "]";
    }
}
