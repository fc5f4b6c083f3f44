package io.targetnode.capture;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code daxctl list} prints: devices, or regions with their devices.
 *
 * @param devices by name
 */
public record DaxctlList(List<DaxDevice> devices) {

    /** The name by which messages call it. */
    public static final String SOURCE = "daxctl";

    private static final String REGION = "id";

    public DaxctlList {
        devices = List.copyOf(devices);
    }

    /** Whether a field of the JSON is of use. */
    public static boolean keeps(String field) {
        return field.equals(REGION) || DaxDevice.FIELDS.contains(field);
    }

    /**
     * Reads it.
     *
     * @throws CaptureException if it is something else
     */
    public static DaxctlList parse(JsonValue json) {
        DeviceList devices = new DeviceList();
        for (JsonValue value : json.oneOrMore()) {
            JsonValue.Fields entry = value.object();
            if (entry.has("devices")) {
                entry.required("devices").list().forEach(devices::add);
            } else if (entry.has("chardev")) {
                devices.add(entry);
            } else if (!entry.has(REGION)) {
                throw entry.place().refuse("a dax device (\"chardev\") or a dax region (\"id\") was expected");
            }
        }
        return new DaxctlList(devices.byName());
    }

    /** Devices, each once. */
    static final class DeviceList {

        private final Map<String, DaxDevice> byName = new TreeMap<>();

        void add(JsonValue value) {
            add(value.place(), DaxDevice.of(value));
        }

        void add(JsonValue.Place place, DaxDevice device) {
            DaxDevice before = byName.putIfAbsent(device.name(), device);
            if (before != null && !before.equals(device)) {
                throw place.refuse("%s is listed twice, and differently".formatted(device.name()));
            }
        }

        List<DaxDevice> byName() {
            return List.copyOf(byName.values());
        }
    }
}
