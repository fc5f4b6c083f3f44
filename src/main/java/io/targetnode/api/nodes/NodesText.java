package io.targetnode.api.nodes;

import io.targetnode.analysis.nodes.NodeRow;
import io.targetnode.analysis.nodes.NodeTable;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.service.KernelView;
import java.io.IOException;
import java.util.List;

/**
 * The nodes for a terminal, in the lines of {@code numactl -H}: the nodes that are online at boot, their sizes and distances. A line
 * about the memory tier follows the size, and the nodes that are not online follow below.
 */
final class NodesText {

    private final NodeTable table;
    private final NumactlLines out;

    private NodesText(NodeTable table, Appendable out) {
        this.table = table;
        this.out = new NumactlLines(table, out);
    }

    static void write(NodeTable table, Appendable out) throws IOException {
        KernelView view = table.view();
        NodesText text = new NodesText(table, out);
        text.out.line("%s; %s %s"
                .formatted(
                        view.topology().title(),
                        view.choice().kernel().text(),
                        view.choice().ruleText()));
        text.write();
    }

    private void write() throws IOException {
        List<NodeRow> online =
                table.rows().stream().filter(NodeRow::onlineAtBoot).toList();
        List<NodeRow> others =
                table.rows().stream().filter(row -> !row.onlineAtBoot()).toList();
        out.available(online);
        for (NodeRow row : online) {
            out.node(row, row.bootRamBytes());
            writeRest(row);
        }
        for (NodeRow row : others) {
            out.line("node %d %s".formatted(row.node(), row.possible() ? "offline at boot" : "not possible"));
            writeRest(row);
        }
        out.distances(table.possibleRows());
        for (Assumption assumption : table.assumptions()) {
            out.line("assumed: %s %s".formatted(assumption.text(), assumption.remedy()));
        }
    }

    private void writeRest(NodeRow row) throws IOException {
        if (row.windowBytes() != 0) {
            out.line("node %d windows: %s".formatted(row.node(), NumactlLines.size(row.windowBytes())));
        }
        if (row.hotplugBytes() != 0) {
            out.line("node %d hotplug: %s".formatted(row.node(), NumactlLines.size(row.hotplugBytes())));
        }
        out.line("node %d tier: %s".formatted(row.node(), NumactlLines.tier(row.tier())));
    }
}
