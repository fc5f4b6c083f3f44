package io.targetnode.api.diff;

import io.targetnode.analysis.TopologyDiff;
import io.targetnode.analysis.TopologyDiff.Change;
import io.targetnode.analysis.TopologyDiff.ChangedRange;
import io.targetnode.resolve.NodeAnswer;
import io.targetnode.topology.service.KernelView;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a diff for a terminal. A line has a range and one column per kernel: target node, backing and, if it changed, hot-add
 * node. A change is written {@code 2 -> 3}. The first line names the kernels. The text is empty if nothing changed.
 */
final class DiffText {

    private final TopologyDiff diff;

    /** The cells of a range by its changes: many ranges of a large machine have the same changes. */
    private final Map<List<Change<NodeAnswer>>, List<String>> cells = new HashMap<>();

    private DiffText(TopologyDiff diff) {
        this.diff = diff;
        diff.ranges().forEach(this::row);
    }

    static void write(TopologyDiff diff, Appendable out) throws IOException {
        if (!diff.ranges().isEmpty()) {
            new DiffText(diff).write(out);
        }
    }

    private void write(Appendable out) throws IOException {
        List<String> headings = diff.columns().stream()
                .map(column -> text(column.map(DiffText::heading)))
                .toList();
        String format = format(headings);
        out.append(line(format, "range", headings));
        for (ChangedRange changed : diff.ranges()) {
            out.append(line(format, changed.range().toString(), row(changed)));
        }
    }

    /** Columns as wide as their widest cell; the last column is not padded. */
    private String format(List<String> headings) {
        int range = diff.ranges().stream()
                .mapToInt(changed -> changed.range().toString().length())
                .max()
                .orElse(0);
        String columns = IntStream.range(0, headings.size() - 1)
                .mapToObj(column -> "%-" + width(column, headings) + "s    ")
                .collect(Collectors.joining());
        return "%-" + range + "s  " + columns + "%s\n";
    }

    private int width(int column, List<String> headings) {
        return Stream.concat(Stream.of(headings), cells.values().stream())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    private static String line(String format, String range, List<String> row) {
        return format.formatted(Stream.concat(Stream.of(range), row.stream()).toArray());
    }

    private List<String> row(ChangedRange changed) {
        return cells.computeIfAbsent(
                changed.changes(),
                changes -> changes.stream().map(DiffText::cell).toList());
    }

    private static String cell(Change<NodeAnswer> change) {
        Change<Integer> hotAdd = change.map(NodeAnswer::hotAddNode);
        return text(change.map(NodeAnswer::targetNode))
                + "  "
                + text(change.map(answer -> answer.backing().apiName()))
                + (hotAdd.differs() ? "  hot-add " + text(hotAdd) : "");
    }

    private static String heading(KernelView view) {
        return view.choice().kernel() + " " + view.choice().ruleText();
    }

    private static String text(Change<?> change) {
        return change.differs()
                ? change.from() + " -> " + change.to()
                : change.to().toString();
    }
}
