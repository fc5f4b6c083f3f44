package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the ranges of lsmem from its JSON, its table or its pairs. Ranges that are not online give nothing to compare. */
final class LsmemReader {

    static final Set<String> FIELDS = Set.of("memory", "range", "state", "node");

    private static final Pattern RANGE = Pattern.compile("(0x[0-9A-Fa-f]++)-(0x[0-9A-Fa-f]++)");
    private static final Pattern NODE = Pattern.compile("\\d{1,5}+");
    private static final Pattern BLOCK_SIZE =
            Pattern.compile("Memory block size: *+(?:(\\d{1,4}+)([KMGT])|(\\d{1,12}+))");
    private static final String UNITS = "KMGT";
    private static final String ONLINE = "online";
    /** What lsmem prints for other states; other words are translations. */
    private static final Set<String> NOT_ONLINE = Set.of("offline", "on->off", "?");

    private final OnlineRuns runs = new OnlineRuns();
    private Optional<LsmemTable> table = Optional.empty();
    private boolean tableEnded;
    private boolean anyPairs;
    private OptionalLong blockBytes = OptionalLong.empty();
    private int withoutNode;
    private int offline;
    private int translated;

    void read(JsonValue value) {
        JsonValue.Fields entry = value.object();
        if (!isOnline(entry.required("state").text())) {
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
        String text = line.text();
        if (text.strip().startsWith("Memory block size:")) {
            blockSize(text.strip());
        }
        if (LsmemTable.PAIRS.matcher(text).matches()) {
            anyPairs = true;
            row(line, LsmemTable.pairs(text));
        } else if (table.isEmpty()) {
            table = LsmemTable.of(text).filter(found -> found.has("STATE"));
        } else if (!tableEnded && !text.isEmpty()) {
            Map<String, String> cells = table.get().cells(text);
            tableEnded = !isRow(cells);
            if (!tableEnded) {
                row(line, cells);
            }
        }
    }

    /** {@code Memory block size:       128M}; without a unit in bytes. */
    private void blockSize(String text) {
        Matcher matcher = BLOCK_SIZE.matcher(text);
        if (matcher.matches()) {
            long bytes = matcher.group(3) != null
                    ? Long.parseLong(matcher.group(3))
                    : Long.parseLong(matcher.group(1)) << 10 * (1 + UNITS.indexOf(matcher.group(2)));
            blockBytes = Long.bitCount(bytes) == 1 ? OptionalLong.of(bytes) : OptionalLong.empty();
        }
    }

    /** The next prompt or the summary ends the table. */
    private static boolean isRow(Map<String, String> cells) {
        return cells.getOrDefault("STATE", "").equals(ONLINE)
                || RANGE.matcher(cells.getOrDefault("RANGE", "")).matches();
    }

    Lsmem finishTable() {
        if (!anyPairs && table.isEmpty()) {
            throw new CaptureException(
                    Lsmem.SOURCE, "no heading with RANGE and STATE was found; give the output of 'lsmem -J -o+NODE'");
        }
        return finish();
    }

    Lsmem finish() {
        List<String> warnings = new ArrayList<>();
        if (withoutNode > 0) {
            warnings.add("%,d online ranges have no node and are left out; 'lsmem -J -o+NODE' shows the nodes"
                    .formatted(withoutNode));
        }
        if (translated > 0) {
            warnings.add("%,d ranges with a translated or unknown state are left out; use 'LC_ALL=C lsmem -J -o+NODE'"
                    .formatted(translated));
        }
        return new Lsmem(runs.runs(), offline, blockBytes, warnings);
    }

    private void row(Line line, Map<String, String> cells) {
        if (!isOnline(cells.getOrDefault("STATE", ""))) {
            return;
        }
        String node = cells.getOrDefault("NODE", "");
        OptionalInt number =
                NODE.matcher(node).matches() ? OptionalInt.of(Integer.parseInt(node)) : OptionalInt.empty();
        add(range(line, cells.getOrDefault("RANGE", "")), number, line::refuse);
    }

    /** Counts ranges that are not online. */
    private boolean isOnline(String state) {
        if (NOT_ONLINE.contains(state)) {
            offline++;
        } else if (!state.equals(ONLINE)) {
            translated++;
        }
        return state.equals(ONLINE);
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
