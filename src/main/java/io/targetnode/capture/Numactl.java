package io.targetnode.capture;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sizes of nodes in the output of {@code numactl -H}. Without addresses, it cannot describe a machine.
 *
 * @param nodeMebibytes the memory of each node in MiB, rounded down, by node; never empty
 */
public record Numactl(SortedMap<Integer, Long> nodeMebibytes) {

    /** No kernel can be built for this number of nodes. */
    static final int MAX_NODES = SysfsReader.MAX_NODES;

    private static final String SOURCE = "numactl";
    private static final Pattern SIZE = Pattern.compile(" *+node (\\d{1,9}+) size: (\\d{1,12}+) MB");

    public Numactl {
        nodeMebibytes = Collections.unmodifiableSortedMap(new TreeMap<>(nodeMebibytes));
    }

    /**
     * Reads the output.
     *
     * @throws CaptureException if it has no size of a node, or different sizes of one node
     */
    public static Numactl parse(byte[] text) {
        SortedMap<Integer, Long> sizes = new TreeMap<>();
        for (Line line : new Lines(SOURCE, text)) {
            Matcher matcher = SIZE.matcher(line.text());
            if (matcher.matches()) {
                add(line, Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)), sizes);
            }
        }
        if (sizes.isEmpty()) {
            throw new CaptureException(
                    SOURCE, "no line like 'node 0 size: 962 MB' was found; give the output of 'numactl -H'");
        }
        return new Numactl(sizes);
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
