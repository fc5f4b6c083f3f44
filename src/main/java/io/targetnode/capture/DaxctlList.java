package io.targetnode.capture;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The output of {@code daxctl list}: devices, or regions with their devices.
 *
 * @param devices by name
 */
public record DaxctlList(List<DaxDevice> devices) {

    /** Its name in messages. */
    public static final String SOURCE = "daxctl";

    private static final String REGION = "id";

    public DaxctlList {
        devices = List.copyOf(devices);
    }

    /** Whether a field of the JSON is read. */
    public static boolean reads(String field) {
        return field.equals(REGION) || DaxDevice.FIELDS.contains(field);
    }

    /** @throws CaptureException if the JSON is not the output of {@code daxctl list} */
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

    /** The devices of this list, and those that only another one has. */
    public DaxctlList with(List<DaxDevice> others) {
        Map<String, DaxDevice> all = new TreeMap<>();
        others.forEach(device -> all.put(device.name(), device));
        devices.forEach(device -> all.put(device.name(), device));
        return new DaxctlList(List.copyOf(all.values()));
    }

    /** Devices by name, each stored once. */
    static final class DeviceList {

        private final Map<String, DaxDevice> byName = new TreeMap<>();

        void add(JsonValue value) {
            add(value.place(), DaxDevice.of(value));
        }

        void add(JsonValue.Place place, DaxDevice device) {
            DaxDevice before = byName.putIfAbsent(device.name(), device);
            if (before != null && !before.equals(device)) {
                throw place.refuse("%s is listed twice with different values".formatted(device.name()));
            }
        }

        List<DaxDevice> byName() {
            return List.copyOf(byName.values());
        }
    }
}
