package io.targetnode.api.nodes;

import io.targetnode.analysis.nodes.NodeRow;
import io.targetnode.analysis.nodes.NodeTable;
import io.targetnode.analysis.nodes.Tier;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.service.KernelView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The nodes for a terminal, in the lines of {@code numactl -H}: the nodes that are online at boot, their sizes and distances. A line
 * about the memory tier follows the size, and the nodes that are not online follow below.
 */
final class NodesText {

    private static final long MEBIBYTE = 1L << 20;
    private static final long KIBIBYTE = 1L << 10;

    private final NodeTable table;
    private final Appendable out;

    private NodesText(NodeTable table, Appendable out) {
        this.table = table;
        this.out = out;
    }

    static void write(KernelView view, NodeTable table, Appendable out) throws IOException {
        NodesText text = new NodesText(table, out);
        text.line("%s, revision %d; %s %s"
                .formatted(
                        view.topology().name().text(),
                        view.topology().revision(),
                        view.choice().kernel().text(),
                        view.choice().rule().apiName()));
        text.write();
    }

    private void write() throws IOException {
        List<NodeRow> online =
                table.rows().stream().filter(NodeRow::onlineAtBoot).toList();
        List<NodeRow> others =
                table.rows().stream().filter(row -> !row.onlineAtBoot()).toList();
        line("available: %d nodes (%s)".formatted(online.size(), list(online)));
        for (NodeRow row : online) {
            line("node %d cpus: %s"
                    .formatted(
                            row.node(),
                            row.hasCpus().map(has -> has ? "online" : "").orElse("not known")));
            line("node %d size: %d MB".formatted(row.node(), row.bootRamBytes() / MEBIBYTE));
            writeRest(row);
        }
        for (NodeRow row : others) {
            line("node %d %s".formatted(row.node(), row.possible() ? "offline at boot" : "not possible"));
            writeRest(row);
        }
        line("node distances:");
        writeDistances();
        for (Assumption assumption : table.assumptions()) {
            line("assumed: %s %s".formatted(assumption.text(), assumption.remedy()));
        }
    }

    private void writeRest(NodeRow row) throws IOException {
        if (row.windowBytes() != 0) {
            line("node %d windows: %s".formatted(row.node(), size(row.windowBytes())));
        }
        if (row.hotplugBytes() != 0) {
            line("node %d hotplug: %s".formatted(row.node(), size(row.hotplugBytes())));
        }
        Tier tier = row.tier();
        line("node %d tier: %s (abstract distance %s, %s)"
                .formatted(
                        row.node(),
                        number(tier.id()),
                        number(tier.abstractDistance()),
                        tier.source().apiName()));
    }

    private void writeDistances() throws IOException {
        int[] nodes = table.possibleRows().stream().mapToInt(NodeRow::node).toArray();
        writeNumbers("node  ", IntStream.of(nodes));
        for (int from : nodes) {
            writeNumbers(
                    "%4d: ".formatted(from),
                    IntStream.of(nodes).map(to -> table.distances().between(from, to)));
        }
    }

    private void writeNumbers(String head, IntStream numbers) throws IOException {
        out.append(head).append(numbers.mapToObj("%4d"::formatted).collect(Collectors.joining(" ", "", "\n")));
    }

    /** {@code 0-1,3}. */
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

    /** In MB, or in kB if it is not a multiple. */
    private static String size(long bytes) {
        boolean whole = bytes % MEBIBYTE == 0;
        return Long.toUnsignedString(Long.divideUnsigned(bytes, whole ? MEBIBYTE : KIBIBYTE)) + (whole ? " MB" : " kB");
    }

    private static String number(OptionalInt number) {
        return number.isPresent() ? String.valueOf(number.getAsInt()) : "-";
    }

    private void line(String text) throws IOException {
        out.append(text.stripTrailing()).append('\n');
    }
}
