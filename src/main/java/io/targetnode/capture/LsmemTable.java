package io.targetnode.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of the table that lsmem prints, and the cells of its rows. A row may lack a cell: lsmem prints no REMOVABLE for
 * memory that is offline. Such a row is split by the positions of the headings, or at single blanks
 * ({@code --raw}).
 */
final class LsmemTable {

    /** A heading in any order of columns. */
    static final Pattern HEADING = Pattern.compile(
            "(?=.*\\bRANGE\\b) *+(?:(?:RANGE|SIZE|STATE|REMOVABLE|BLOCK|NODE|ZONES|CONFIGURED|MEMMAP[-_]ON[-_]MEMORY)(?: ++|$)){2,9}+");

    /** A row of {@code lsmem --pairs}. */
    static final Pattern PAIRS = Pattern.compile(
            " *+(?:(?:SIZE|STATE|REMOVABLE|BLOCK|NODE|ZONES|CONFIGURED|MEMMAP[-_]ON[-_]MEMORY)=\"[^\"]{0,128}+\" ++){0,8}+RANGE=\"0x[0-9A-Fa-f].*+");

    private static final Pattern PAIR = Pattern.compile("([A-Z]{4,9})=\"([^\"]{0,128}+)\"");
    private static final Pattern BLANKS = Pattern.compile(" ++");
    private static final Pattern WORD = Pattern.compile("[^ ]++");

    private final List<String> names;
    private final List<Span> headings;
    private final boolean aligned;

    /** Positions of a word in its line, the end exclusive. */
    private record Span(int start, int end) {

        int distanceTo(Span other) {
            return Math.max(0, Math.max(start - other.end, other.start - end));
        }
    }

    private LsmemTable(String heading) {
        this.names = List.of(BLANKS.split(heading.strip()));
        this.headings = words(heading);
        this.aligned = heading.strip().contains("  ");
    }

    /** The table that begins with a line; empty if it is not a heading. */
    static Optional<LsmemTable> of(String line) {
        return HEADING.matcher(line).matches() ? Optional.of(new LsmemTable(line)) : Optional.empty();
    }

    /** The cells of a row of {@code lsmem --pairs}, by column. */
    static Map<String, String> pairs(String line) {
        Map<String, String> cells = new HashMap<>();
        Matcher pair = PAIR.matcher(line);
        while (pair.find()) {
            cells.put(pair.group(1), pair.group(2));
        }
        return cells;
    }

    boolean has(String column) {
        return names.contains(column);
    }

    /** The cells of a row, by column. A missing cell is empty. */
    Map<String, String> cells(String row) {
        List<String> cells = List.of(BLANKS.split(row.strip()));
        if (cells.size() == names.size()) {
            return byName(cells);
        }
        List<String> raw = Arrays.asList(row.split(" ", -1));
        return !aligned && raw.size() == names.size() ? byName(raw) : byPosition(row);
    }

    private Map<String, String> byName(List<String> cells) {
        Map<String, String> byName = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            byName.put(names.get(i), cells.get(i));
        }
        return byName;
    }

    /** Each word belongs to the heading above it. */
    private Map<String, String> byPosition(String row) {
        Map<String, String> cells = new HashMap<>();
        for (Span word : words(row)) {
            int column = 0;
            for (int i = 1; i < headings.size(); i++) {
                if (word.distanceTo(headings.get(i)) < word.distanceTo(headings.get(column))) {
                    column = i;
                }
            }
            cells.merge(
                    names.get(column), row.substring(word.start, word.end), (first, second) -> first + " " + second);
        }
        return cells;
    }

    private static List<Span> words(String line) {
        List<Span> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(new Span(word.start(), word.end()));
        }
        return words;
    }
}
