package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the entries of /sys/firmware/memmap, with an entry or an attribute on each line. */
final class FirmwareMemmapReader {

    /** Limits the memory of an upload; kernels have at most 3,200 entries. */
    static final int MAX_ENTRIES = 65_536;

    private static final Pattern ENTRY =
            Pattern.compile(" *+(?:\\d{1,9}+ ++)?+(0x[0-9A-Fa-f]++) ++(0x[0-9A-Fa-f]++) ++(\\S.*+)");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?<!\\d)(\\d{1,9}+)/(start|end|type):(.*+)");
    /** A line that begins with a number, unlike prompts and other text. */
    private static final Pattern DAMAGED = Pattern.compile(" *+\\d.*+");

    private static final Pattern ADDRESS = Pattern.compile("0x[0-9A-Fa-f]++");

    private final E820Map map = new E820Map();
    private final Map<Integer, Attributes> byIndex = new LinkedHashMap<>();
    private int lastLine;

    /** The attributes of an entry, and the first line about it. */
    private record Attributes(Line first, Map<String, String> values) {

        String get(String name) {
            String value = values.getOrDefault(name, "");
            if (value.isEmpty()) {
                throw first.refuse(
                        "the entry that begins here has no %s; give all of /sys/firmware/memmap/*/{start,end,type}"
                                .formatted(name));
            }
            return value;
        }
    }

    void read(Line line) {
        lastLine = line.number();
        Matcher attribute = ATTRIBUTE.matcher(line.text());
        Matcher entry = ENTRY.matcher(line.text());
        if (attribute.find()) {
            read(
                    line,
                    Integer.parseInt(attribute.group(1)),
                    attribute.group(2),
                    attribute.group(3).strip());
        } else if (entry.matches()) {
            map.add(line.range(entry.group(1), entry.group(2)), entry.group(3));
        } else if (DAMAGED.matcher(line.text()).matches()) {
            throw line.refuse(
                    "a line like '0x100000 0x7ffdffff System RAM' or '/sys/firmware/memmap/3/start:0x100000' was expected");
        }
        requireWithinLimit(line);
    }

    FirmwareMemmap finish() {
        if (lastLine == 0) {
            throw new CaptureException(
                    FirmwareMemmap.SOURCE, "the text is empty; give the output of 'grep -r . /sys/firmware/memmap'");
        }
        byIndex.values().forEach(this::addEntry);
        map.reserveBiosAreas();
        List<AddressRange> ram = map.ram();
        if (ram.isEmpty()) {
            throw new CaptureException(
                    FirmwareMemmap.SOURCE,
                    "none of the entries up to line %d is System RAM above the first page;".formatted(lastLine)
                            + " give all of /sys/firmware/memmap");
        }
        return new FirmwareMemmap(ram, map.softReserved());
    }

    private void read(Line line, int index, String name, String value) {
        if (!name.equals("type") && !ADDRESS.matcher(value).matches()) {
            throw line.refuse("the %s is not an address like 0x100000".formatted(name));
        }
        Attributes attributes = byIndex.computeIfAbsent(index, i -> new Attributes(line, new HashMap<>()));
        if (attributes.values.put(name, value) != null) {
            throw line.refuse("the %s of entry %d is given twice".formatted(name, index));
        }
    }

    private void addEntry(Attributes attributes) {
        // A range that ends before it starts is reported at the first line of the entry.
        map.add(attributes.first.range(attributes.get("start"), attributes.get("end")), attributes.get("type"));
    }

    private void requireWithinLimit(Line line) {
        if (map.size() + byIndex.size() > MAX_ENTRIES) {
            throw line.refuse("more than %,d entries; no kernel has that many".formatted(MAX_ENTRIES));
        }
    }
}
