package io.targetnode.api.nodes;

import io.targetnode.analysis.nodes.NodeRow;
import io.targetnode.analysis.nodes.NodeTable;
import io.targetnode.analysis.nodes.Tier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Lines of {@code numactl -H}, written one by one, because a table of 1,024 nodes has a million distances. */
public final class NumactlLines {

    private static final int WIDTH = 5;
    private static final long MEBIBYTE = 1L << 20;
    private static final long KIBIBYTE = 1L << 10;

    private final NodeTable table;
    private final Appendable out;

    public NumactlLines(NodeTable table, Appendable out) {
        this.table = table;
        this.out = out;
    }

    /** {@code available: 3 nodes (0-1,3)}; the nodes are ascending. */
    public void available(List<NodeRow> rows) throws IOException {
        line("available: %d nodes (%s)".formatted(rows.size(), list(rows)));
    }

    /** The lines about the CPUs and the memory of a node. */
    public void node(NodeRow row, long bytes) throws IOException {
        line("node %d cpus: %s"
                .formatted(
                        row.node(),
                        row.hasCpus().map(has -> has ? "online" : "").orElse("not known")));
        line("node %d size: %s MB".formatted(row.node(), Long.toUnsignedString(Long.divideUnsigned(bytes, MEBIBYTE))));
    }

    /** The distances between some of the possible nodes. */
    public void distances(List<NodeRow> rows) throws IOException {
        List<Integer> nodes = rows.stream().map(NodeRow::node).toList();
        line("node distances:");
        numbers("node ", nodes);
        for (int from : nodes) {
            numbers(
                    "%4d:".formatted(from),
                    nodes.stream()
                            .map(to -> table.distances().between(from, to))
                            .toList());
        }
    }

    void line(String text) throws IOException {
        out.append(text.stripTrailing()).append('\n');
    }

    /** A number of bytes, unsigned, in MB, or in kB if it is not a multiple. */
    static String size(long bytes) {
        boolean whole = bytes % MEBIBYTE == 0;
        return Long.toUnsignedString(Long.divideUnsigned(bytes, whole ? MEBIBYTE : KIBIBYTE)) + (whole ? " MB" : " kB");
    }

    /** {@code 4 (abstract distance 576, default-dram)}. */
    public static String tier(Tier tier) {
        return "%s (abstract distance %s, %s)"
                .formatted(
                        number(tier.id()),
                        number(tier.abstractDistance()),
                        tier.source().apiName());
    }

    private static String number(OptionalInt number) {
        return number.isPresent() ? String.valueOf(number.getAsInt()) : "-";
    }

    private void numbers(String head, List<Integer> numbers) throws IOException {
        // A format would take a microsecond for each of a million numbers.
        out.append(head)
                .append(numbers.stream()
                        .map(String::valueOf)
                        .map(digits -> " ".repeat(Math.max(0, WIDTH - digits.length())) + digits)
                        .collect(Collectors.joining("", "", "\n")));
    }

    private static String list(List<NodeRow> rows) {
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int first = rows.get(i).node();
            while (i + 1 < rows.size() && rows.get(i + 1).node() == rows.get(i).node() + 1) {
                i++;
            }
            int last = rows.get(i).node();
            ranges.add(first == last ? String.valueOf(first) : first + "-" + last);
        }
        return String.join(",", ranges);
    }
}
