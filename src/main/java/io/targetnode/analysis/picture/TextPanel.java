package io.targetnode.analysis.picture;

import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A part of the axis with all lanes, in characters. */
final class TextPanel {

    private static final int NAME_WIDTH = 14;
    private static final int CELL = 6;
    private static final int HOLE = 6;

    private final TextLanes lanes;
    private final AddressAxis axis;
    private final int from;
    private final int to;
    private final int[] edges;

    private TextPanel(TextLanes lanes, AddressAxis axis, int from, int to, int width) {
        this.lanes = lanes;
        this.axis = axis;
        this.from = from;
        this.to = to;
        this.edges = axis.edges(from, to, width, CELL, HOLE);
    }

    /** The panels of a picture, each with as many cells as fit. The address of the last tick has its space at the right. */
    static List<TextPanel> of(AddressAxis axis, TextLanes lanes) {
        int width = TextMap.COLUMNS - NAME_WIDTH - axis.tickLength();
        List<TextPanel> panels = new ArrayList<>();
        int from = 0;
        while (from < axis.cells()) {
            int to = from + 1;
            while (to < axis.cells() && axis.minWidth(from, to + 1, CELL, HOLE) <= width) {
                to++;
            }
            panels.add(new TextPanel(lanes, axis, from, to, width));
            from = to;
        }
        return panels;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        ticks().forEach(line -> append(text, "", line));
        append(text, "", axisLine());
        for (TextLanes.Row row : lanes.rows()) {
            List<LaneBlock> blocks = row.within(
                    new AddressRange(axis.cell(from).start(), axis.cell(to - 1).end()));
            if (row.isShown() || !blocks.isEmpty()) {
                append(text, row.name(), blocks(blocks, row.filling()));
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, char[] drawn) {
        text.append(("%-" + NAME_WIDTH + "s%s")
                        .formatted(name, new String(drawn))
                        .stripTrailing())
                .append('\n');
    }

    /**
     * The addresses of all ticks, above each other if they do not fit beside each other, with a line down to the axis. From right to
     * left, each takes the lowest row where neither another address nor its line is in the way.
     */
    private List<char[]> ticks() {
        List<char[]> rows = new ArrayList<>();
        for (int i = to - from; i >= 0; i--) {
            String address = axis.tick(from + i);
            int column = edges[i];
            int row = 0;
            while (row < rows.size() && !isFree(rows.get(row), column, address.length())) {
                rows.get(row++)[column] = '|';
            }
            if (row == rows.size()) {
                rows.add(blank());
            }
            address.getChars(0, address.length(), rows.get(row), column);
        }
        return IntStream.iterate(rows.size() - 1, row -> row >= 0, row -> row - 1)
                .mapToObj(rows::get)
                .toList();
    }

    private static boolean isFree(char[] row, int column, int length) {
        return IntStream.rangeClosed(column, Math.min(row.length - 1, column + length))
                .allMatch(at -> row[at] == ' ');
    }

    private char[] axisLine() {
        char[] line = blank();
        Arrays.fill(line, 0, edges[to - from], '-');
        for (int i = 0; i <= to - from; i++) {
            line[edges[i]] = '|';
            if (i < to - from && axis.isHole(from + i)) {
                int middle = (edges[i] + edges[i + 1]) / 2;
                line[middle] = '/';
                line[middle + 1] = '/';
            }
        }
        return line;
    }

    private char[] blocks(List<LaneBlock> blocks, char filling) {
        char[] line = blank();
        for (LaneBlock block : blocks) {
            int first = axis.indexOf(block.range().start());
            int last = axis.indexOf(block.range().end());
            int start = edges[Math.max(first, from) - from];
            int end = edges[Math.min(last, to - 1) + 1 - from];
            Arrays.fill(line, start, end, block.faint() ? '.' : filling);
            line[start] = first < from ? '<' : '[';
            line[end - 1] = last >= to ? '>' : ']';
            String label = label(block, end - start - 2);
            label.getChars(0, label.length(), line, start + (end - start - label.length()) / 2);
        }
        return line;
    }

    /** The longest label with a space on both sides, or one without spaces if that is longer than nothing. */
    private static String label(LaneBlock block, int width) {
        String spaced = block.labelWithin(width - 2);
        return spaced.isEmpty() ? block.labelWithin(width) : " " + spaced + " ";
    }

    private static char[] blank() {
        char[] line = new char[TextMap.COLUMNS - NAME_WIDTH];
        Arrays.fill(line, ' ');
        return line;
    }
}
