package io.targetnode.api.compare;

import io.targetnode.analysis.KernelComparison;
import io.targetnode.analysis.KernelComparison.DifferingRange;
import io.targetnode.analysis.SwitchChange;
import io.targetnode.topology.service.KernelView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a comparison of kernels line by line. For a terminal, a line has a range, a column for each kernel, and the switches that
 * make the difference; the last lines explain the switches. The text is empty if all answers are equal.
 */
final class CompareText {

    private static final int BACKING_WIDTH = 13;

    private CompareText() {}

    static void write(KernelComparison comparison, Appendable out) throws IOException {
        if (comparison.ranges().isEmpty()) {
            out.append("all answers are equal\n");
            return;
        }
        List<String> headings = comparison.kernels().stream()
                .map(view -> view.choice().kernel() + " " + view.choice().ruleText())
                .toList();
        int width = comparison.ranges().stream()
                .mapToInt(range -> range.range().toString().length())
                .max()
                .orElse(0);
        String format = "%-" + width + "s  %-" + BACKING_WIDTH + "s  "
                + headings.stream()
                        .map(heading -> "%-" + heading.length() + "s  ")
                        .collect(Collectors.joining())
                + "%s\n";
        out.append(line(format, "range", "backing", headings, "reasons"));
        for (DifferingRange range : comparison.ranges()) {
            out.append(line(
                    format,
                    range.range().toString(),
                    range.backing().apiName(),
                    range.nodes().stream().map(String::valueOf).toList(),
                    switches(range)));
        }
        List<String> changes = comparison.ranges().stream()
                .flatMap(range -> range.reasons().stream())
                .distinct()
                .map(SwitchChange::describe)
                .toList();
        for (String change : changes) {
            out.append(change).append('\n');
        }
    }

    /** RFC 4180: the reasons are one quoted field, which contains no quotation mark. */
    static void writeCsv(KernelComparison comparison, Appendable out) throws IOException {
        List<String> columns = new ArrayList<>(List.of("start", "end", "backing"));
        comparison.kernels().stream().map(CompareText::release).forEach(columns::add);
        columns.add("reasons");
        out.append(String.join(",", columns)).append("\r\n");
        CompareAnswer answer = CompareAnswer.of(comparison);
        for (CompareAnswer.RangeAnswer range : answer.ranges()) {
            String nodes = range.nodes().stream().map(String::valueOf).collect(Collectors.joining(","));
            String reasons = '"' + String.join("; ", range.reasons()) + '"';
            out.append(String.join(
                            ",", range.start().toString(), range.end().toString(), range.backing(), nodes, reasons))
                    .append("\r\n");
        }
    }

    private static String release(KernelView view) {
        return view.choice().kernel().text();
    }

    private static String switches(DifferingRange range) {
        return range.reasons().stream().map(SwitchChange::name).distinct().collect(Collectors.joining(" "));
    }

    private static String line(String format, String range, String backing, List<String> cells, String reasons) {
        return format.formatted(Stream.of(Stream.of(range, backing), cells.stream(), Stream.of(reasons))
                .flatMap(parts -> parts)
                .toArray());
    }
}
