package io.targetnode.api.diff;

import io.targetnode.analysis.TopologyDiff;
import io.targetnode.analysis.TopologyDiff.Change;
import io.targetnode.analysis.TopologyDiff.ChangedRange;
import io.targetnode.analysis.TopologyDiff.Column;
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
 * A diff as lines for a terminal: a range, and one column per kernel with the target node, the backing and, if it changed, the
 * hot-add node. {@code 2 -> 3} is a change. The first line names the kernels. Without a change the text is empty.
 */
final class DiffText {

    private final TopologyDiff diff;

    /** The columns of a range, by its changes: many ranges of a large machine have the same changes. */
    private final Map<List<Change>, List<String>> cells = new HashMap<>();

    private DiffText(TopologyDiff diff) {
        this.diff = diff;
        diff.ranges().forEach(changed -> cells.computeIfAbsent(changed.changes(), DiffText::cells));
    }

    static void write(TopologyDiff diff, Appendable out) throws IOException {
        if (!diff.ranges().isEmpty()) {
            new DiffText(diff).write(out);
        }
    }

    private void write(Appendable out) throws IOException {
        List<String> heads = diff.columns().stream().map(DiffText::head).toList();
        String format = format(heads);
        out.append(line(format, "range", heads));
        for (ChangedRange changed : diff.ranges()) {
            List<String> cellsOfRange = cells.computeIfAbsent(changed.changes(), DiffText::cells);
            out.append(line(format, changed.range().toString(), cellsOfRange));
        }
    }

    /** Columns as wide as their widest cell; the last column is not padded. */
    private String format(List<String> heads) {
        int range = diff.ranges().stream()
                .mapToInt(changed -> changed.range().toString().length())
                .max()
                .orElse(0);
        String columns = IntStream.range(0, heads.size() - 1)
                .mapToObj(column -> "%-" + width(column, heads) + "s    ")
                .collect(Collectors.joining());
        return "%-" + range + "s  " + columns + "%s\n";
    }

    private int width(int column, List<String> heads) {
        return Stream.concat(Stream.of(heads), cells.values().stream())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    private static String line(String format, String range, List<String> row) {
        return format.formatted(Stream.concat(Stream.of(range), row.stream()).toArray());
    }

    private static List<String> cells(List<Change> changes) {
        return changes.stream().map(DiffText::cell).toList();
    }

    private static String cell(Change change) {
        NodeAnswer before = change.before();
        NodeAnswer after = change.after();
        String hotAdd = before.hotAddNode() == after.hotAddNode()
                ? ""
                : "  hot-add " + change(before.hotAddNode(), after.hotAddNode());
        return change(before.targetNode(), after.targetNode())
                + "  "
                + change(before.backing().apiName(), after.backing().apiName())
                + hotAdd;
    }

    private static String head(Column column) {
        return change(head(column.before()), head(column.after()));
    }

    private static String head(KernelView view) {
        return view.choice().kernel() + " " + view.choice().rule().apiName();
    }

    private static String change(Object before, Object after) {
        return before.equals(after) ? after.toString() : before + " -> " + after;
    }
}
