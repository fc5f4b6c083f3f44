package io.targetnode.api.regions;

import io.targetnode.analysis.nodes.NodeRow;
import io.targetnode.analysis.nodes.NodeTable;
import io.targetnode.analysis.regions.Refusal;
import io.targetnode.analysis.regions.RegionDryRun;
import io.targetnode.analysis.regions.RegionDryRun.NodeCapacity;
import io.targetnode.analysis.regions.RegionOutcome;
import io.targetnode.api.nodes.NumactlLines;
import io.targetnode.api.view.LabelledLines;
import io.targetnode.topology.service.KernelView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The outcome of a region for a terminal, and the nodes before and after it in the lines of {@code numactl -H}. */
final class RegionText {

    private final RegionDryRun dryRun;
    private final NodeTable table;
    private final Appendable out;

    private RegionText(RegionDryRun dryRun, NodeTable table, Appendable out) {
        this.dryRun = dryRun;
        this.table = table;
        this.out = out;
    }

    static void write(RegionDryRun dryRun, Appendable out) throws IOException {
        KernelView view = dryRun.view();
        out.append("%s; %s %s\n"
                .formatted(
                        view.topology().title(),
                        view.choice().kernel().text(),
                        view.choice().ruleText()));
        out.append(summary(dryRun).toString());
        RegionText text = new RegionText(dryRun, NodeTable.of(view), out);
        text.writeNodes("before", false, NodeCapacity::beforeBytes);
        text.writeNodes("after", true, NodeCapacity::afterBytes);
    }

    private static LabelledLines summary(RegionDryRun dryRun) {
        RegionOutcome outcome = dryRun.outcome();
        RegionOutcome other = dryRun.otherRule();
        String window = dryRun.window().isPresent()
                ? ", window %d".formatted(dryRun.window().getAsInt())
                : "";
        return new LabelledLines()
                .line(
                        "region",
                        "%s, %s%s".formatted(dryRun.range(), dryRun.kind().apiName(), window))
                .line(
                        "node",
                        "%d, by %s"
                                .formatted(
                                        outcome.targetNode(),
                                        outcome.decidedBy().apiName()))
                .lines("note", dryRun.notes())
                .line("outcome", describe(outcome))
                .lines("reason", outcome.refusal().map(Refusal::reason).stream().toList())
                .lines("kernel log", outcome.log())
                .line("online", bytes(outcome.onlineBytes()))
                .line("stranded", bytes(outcome.strandedBytes()))
                .line("block size", bytes(dryRun.blocks().bytes()))
                .line("", dryRun.blocks().reason())
                .lines("tier", dryRun.tier().map(NumactlLines::tier).stream().toList())
                .line(
                        "other rule",
                        "%s: node %d, %s".formatted(other.rule().apiName(), other.targetNode(), describe(other)));
    }

    private static String describe(RegionOutcome outcome) {
        return (outcome.isOnline() ? "online" : "refused") + (outcome.misplaced() ? ", misplaced" : "");
    }

    private static String bytes(long bytes) {
        return Long.toUnsignedString(bytes) + " bytes";
    }

    /** @param after whether the node of the region is online */
    private void writeNodes(String heading, boolean after, ToLongFunction<NodeCapacity> bytes) throws IOException {
        Map<Integer, NodeCapacity> capacities =
                dryRun.capacities().stream().collect(Collectors.toMap(NodeCapacity::node, node -> node));
        List<NodeRow> online = table.possibleRows().stream()
                .filter(row -> row.onlineAtBoot() || after && isRegionOn(row))
                .toList();
        NumactlLines lines = new NumactlLines(table, out);
        out.append('\n').append(heading).append('\n');
        lines.available(online);
        for (NodeRow row : online) {
            lines.node(row, bytes.applyAsLong(capacities.get(row.node())));
        }
        lines.distances(online);
    }

    private boolean isRegionOn(NodeRow row) {
        return dryRun.outcome().isOnline() && dryRun.outcome().targetNode() == row.node();
    }
}
