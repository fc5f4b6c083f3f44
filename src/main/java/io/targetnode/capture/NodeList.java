package io.targetnode.capture;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lists of nodes as sysfs prints them: {@code 0-2,5}. */
final class NodeList {

    /** No kernel can be built for this number of nodes. */
    static final int MAX_NODES = 65_536;

    private static final Pattern NODES = Pattern.compile("(\\d{1,5}+)(?:-(\\d{1,5}+))?+");

    /** The nodes of all lists. Repeated lists also count, because each of them was read. */
    private int read;

    /** The nodes of a list, ascending. */
    List<Integer> read(Line line, String text) {
        BitSet nodes = new BitSet();
        for (String part : text.split(",", -1)) {
            Matcher matcher = NODES.matcher(part);
            if (!matcher.matches()) {
                throw line.refuse("a list of nodes like 0-2,5 was expected");
            }
            int first = node(line, Long.parseLong(matcher.group(1)));
            int last = matcher.group(2) == null ? first : node(line, Long.parseLong(matcher.group(2)));
            if (last < first) {
                throw line.refuse(
                        "the list of nodes has a range that ends at %d, before its start %d".formatted(last, first));
            }
            nodes.set(first, last + 1);
        }
        read += nodes.cardinality();
        if (read > MAX_NODES) {
            throw line.refuse("more than %,d nodes in lists of nodes; no machine has that many".formatted(MAX_NODES));
        }
        return nodes.stream().boxed().toList();
    }

    static int node(Line line, long number) {
        if (number >= MAX_NODES) {
            throw line.refuse("node %d is out of range; node numbers are below %,d".formatted(number, MAX_NODES));
        }
        return (int) number;
    }
}
