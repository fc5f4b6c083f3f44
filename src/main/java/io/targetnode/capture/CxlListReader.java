package io.targetnode.capture;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the objects of {@code cxl list} at any nesting level. */
final class CxlListReader {

    /** Fields that show the kind of an object. */
    private static final Set<String> KINDS = Set.of("bus", "decoder", "region", "port", "endpoint", "memdev");

    /** Lists of other objects. */
    private static final Set<String> LISTS =
            Set.of("buses", "root decoders", "port decoders", "endpoint decoders", "regions", "ports", "endpoints");

    private static final Set<String> OTHERS = Set.of("resource", "size", "daxregion", "memdevs", "anon memdevs");

    /** Every size is a multiple of this, so that a rounded size may still be exact. */
    private static final long SIZE_MULTIPLE = 256 << 20;

    private static final Pattern ROOT_DECODER = Pattern.compile("decoder0\\.(\\d{1,9}+)");
    private static final Pattern REGION = Pattern.compile("region\\d{1,9}+");

    private final Map<Integer, CxlWindow> windows = new TreeMap<>();
    private final Map<String, NamedRange> regions = new TreeMap<>();
    private final DaxctlList.DeviceList devices = new DaxctlList.DeviceList();
    private int rounded;

    static boolean reads(String field) {
        return KINDS.contains(field) || isList(field) || OTHERS.contains(field) || DaxDevice.FIELDS.contains(field);
    }

    void read(JsonValue value) {
        JsonValue.Fields object = value.object();
        if (object.fields().isEmpty()) {
            throw object.place().refuse("a bus, a decoder or a region, as cxl list prints it, was expected");
        }
        if (object.has("decoder")) {
            decoder(object);
        } else if (object.has("region")) {
            region(object);
        }
        object.fields().forEach((name, list) -> {
            if (isList(name)) {
                list.list().forEach(this::read);
            }
        });
    }

    CxlList finish() {
        List<String> warnings = rounded == 0
                ? List.of()
                : List.of(
                        "%,d windows or regions with a rounded size are left out; 'cxl list -vvv' without -u shows bytes"
                                .formatted(rounded));
        return new CxlList(List.copyOf(windows.values()), List.copyOf(regions.values()), devices.byName(), warnings);
    }

    private static boolean isList(String field) {
        return LISTS.contains(field) || field.startsWith("decoders:root") || field.startsWith("regions:");
    }

    /** Only root decoders are windows; the others are parts of them. */
    private void decoder(JsonValue.Fields decoder) {
        Matcher name = ROOT_DECODER.matcher(decoder.required("decoder").text());
        if (name.matches()) {
            int number = Integer.parseInt(name.group(1));
            rangeOf(decoder).ifPresent(range -> put(decoder, windows, number, new CxlWindow(number, range)));
        }
    }

    private void region(JsonValue.Fields region) {
        JsonValue name = region.required("region");
        if (!REGION.matcher(name.text()).matches()) {
            throw name.place().refuse("the name of a region, like region0, was expected");
        }
        Optional<AddressRange> range = rangeOf(region);
        range.ifPresent(known -> put(region, regions, name.text(), new NamedRange(name.text(), known)));
        List<JsonValue> listed = region.field("daxregion")
                .flatMap(dax -> dax.object().field("devices"))
                .map(JsonValue::list)
                .orElse(List.of());
        for (JsonValue value : listed) {
            DaxDevice device = DaxDevice.of(value);
            boolean fillsTheRegion = listed.size() == 1 && device.range().isEmpty();
            devices.add(
                    value.place(),
                    range.filter(known -> fillsTheRegion).map(device::at).orElse(device));
        }
    }

    private static <K, V> void put(JsonValue where, Map<K, V> known, K key, V value) {
        V before = known.putIfAbsent(key, value);
        if (before != null && !before.equals(value)) {
            throw where.place().refuse("it is listed twice with different values");
        }
    }

    /** The range of a decoder or region; empty if it has no memory, or its size is rounded. */
    private Optional<AddressRange> rangeOf(JsonValue.Fields object) {
        Optional<JsonValue> size = object.field("size");
        if (size.isEmpty() || !object.has("resource")) {
            return Optional.empty();
        }
        long start = object.required("resource").address();
        OptionalLong bytes = size.get().bytes(SIZE_MULTIPLE);
        if (bytes.isEmpty()) {
            rounded++;
            return Optional.empty();
        }
        if (bytes.getAsLong() == 0) {
            return Optional.empty();
        }
        long end = start + bytes.getAsLong() - 1;
        if (Address.below(end, start)) {
            throw object.place().refuse("resource and size exceed 2^64");
        }
        return Optional.of(new AddressRange(start, end));
    }
}
