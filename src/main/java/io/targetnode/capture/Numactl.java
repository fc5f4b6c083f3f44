package io.targetnode.capture;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sizes and CPUs of nodes in the output of {@code numactl -H}. Without addresses, it cannot describe a machine.
 *
 * @param nodeMebibytes the memory of each node in MiB, rounded down, by node; never empty
 * @param nodesWithCpus the nodes with an online CPU, ascending; empty if the output does not list CPUs
 */
public record Numactl(SortedMap<Integer, Long> nodeMebibytes, Optional<List<Integer>> nodesWithCpus) {

    /** No kernel can be built for this number of nodes. */
    static final int MAX_NODES = NodeList.MAX_NODES;

    private static final String SOURCE = "numactl";
    private static final Pattern CPUS = Pattern.compile(" *+node (\\d{1,5}+) cpus:(?: *+(\\d).*+| *+)");
    private static final Pattern SIZE = Pattern.compile(" *+node (\\d{1,9}+) size: (\\d{1,12}+) MB");

    public Numactl {
        nodesWithCpus = nodesWithCpus.map(List::copyOf);
        nodeMebibytes = Collections.unmodifiableSortedMap(new TreeMap<>(nodeMebibytes));
    }

    /**
     * Reads the output.
     *
     * @throws CaptureException if it has no size of a node, or different sizes of one node
     */
    public static Numactl parse(byte[] text) {
        SortedMap<Integer, Long> sizes = new TreeMap<>();
        SortedMap<Integer, Boolean> cpus = new TreeMap<>();
        for (Line line : new Lines(SOURCE, text)) {
            Matcher matcher = SIZE.matcher(line.text());
            Matcher ofCpus = CPUS.matcher(line.text());
            if (ofCpus.matches()) {
                cpus.put(Integer.parseInt(ofCpus.group(1)), ofCpus.group(2) != null);
            } else if (matcher.matches()) {
                add(line, Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)), sizes);
            }
        }
        if (sizes.isEmpty()) {
            throw new CaptureException(
                    SOURCE, "no line like 'node 0 size: 962 MB' was found; give the output of 'numactl -H'");
        }
        List<Integer> withCpus = cpus.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
        return new Numactl(sizes, cpus.isEmpty() ? Optional.empty() : Optional.of(withCpus));
    }

    private static void add(Line line, int node, long mebibytes, SortedMap<Integer, Long> sizes) {
        if (node >= MAX_NODES) {
            throw line.refuse("node %d is out of range; node numbers are below %,d".formatted(node, MAX_NODES));
        }
        Long before = sizes.putIfAbsent(node, mebibytes);
        if (before != null && before != mebibytes) {
            throw line.refuse("a second, different size of node %d; give the output of a single run".formatted(node));
        }
    }
}
