package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the ranges of lsmem from its JSON or from its table. */
final class LsmemReader {

    static final Set<String> FIELDS = Set.of("memory", "range", "state", "node");

    private static final Pattern RANGE = Pattern.compile("(0x[0-9A-Fa-f]++)-(0x[0-9A-Fa-f]++)");
    private static final Pattern NODE = Pattern.compile("\\d{1,5}+");
    private static final Pattern BLANKS = Pattern.compile(" ++");
    private static final String ONLINE = "online";

    private final OnlineRuns runs = new OnlineRuns();
    private Optional<Columns> columns = Optional.empty();
    private boolean tableEnded;
    private int withoutNode;

    /** The positions of the columns; -1 for a missing one. */
    private record Columns(int count, int range, int state, int node) {

        static Columns of(List<String> names) {
            return new Columns(names.size(), names.indexOf("RANGE"), names.indexOf("STATE"), names.indexOf("NODE"));
        }
    }

    void read(JsonValue value) {
        JsonValue.Fields entry = value.object();
        if (!entry.required("state").text().equals(ONLINE)) {
            return;
        }
        JsonValue range = entry.required("range");
        JsonValue.Place place = range.place();
        // The node of a block without one is null.
        OptionalInt node = entry.field("node")
                .filter(found -> !(found instanceof JsonValue.Other))
                .map(found -> OptionalInt.of(found.node()))
                .orElse(OptionalInt.empty());
        add(range(new Line(place.source(), place.line(), range.text()), range.text()), node, place::refuse);
    }

    void read(Line line) {
        String text = line.text().strip();
        if (columns.isEmpty()) {
            columns = Optional.of(List.of(BLANKS.split(text)))
                    .map(Columns::of)
                    .filter(found -> found.range() >= 0 && found.state() >= 0);
        } else if (text.isEmpty()) {
            tableEnded = true;
        } else if (!tableEnded) {
            row(line, BLANKS.split(text), columns.get());
        }
    }

    Lsmem finishTable() {
        if (columns.isEmpty()) {
            throw new CaptureException(
                    Lsmem.SOURCE, "no heading with RANGE and STATE was found; give the output of 'lsmem -J -o+NODE'");
        }
        return finish();
    }

    Lsmem finish() {
        List<String> warnings = withoutNode == 0
                ? List.of()
                : List.of("%,d online ranges have no node and are left out; 'lsmem -J -o+NODE' shows the nodes"
                        .formatted(withoutNode));
        return new Lsmem(runs.runs(), warnings);
    }

    private void row(Line line, String[] cells, Columns at) {
        if (cells.length != at.count()) {
            throw line.refuse("a row of %d cells was expected, as the heading has".formatted(at.count()));
        }
        if (cells[at.state()].equals(ONLINE)) {
            boolean hasNode = at.node() >= 0 && NODE.matcher(cells[at.node()]).matches();
            OptionalInt node = hasNode ? OptionalInt.of(Integer.parseInt(cells[at.node()])) : OptionalInt.empty();
            add(range(line, cells[at.range()]), node, line::refuse);
        }
    }

    private void add(AddressRange range, OptionalInt node, Function<String, CaptureException> refuse) {
        if (node.isEmpty()) {
            withoutNode++;
        } else {
            runs.add(range, node.getAsInt(), refuse);
        }
    }

    private static AddressRange range(Line line, String text) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) {
            throw line.refuse("a range like 0x0000000000000000-0x000000007fffffff was expected");
        }
        return line.range(matcher.group(1), matcher.group(2));
    }
}
