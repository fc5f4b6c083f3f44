package io.targetnode.capture;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The output of {@code ndctl list}. The target node that it prints for a region or namespace of persistent memory is that of the
 * kernel, but only a dax device has a name by which its addresses can be found.
 *
 * @param devices dax devices of namespaces, by name
 * @param nodesWithoutDevice the number of regions and namespaces with a target node and without a dax device
 */
public record NdctlList(List<DaxDevice> devices, int nodesWithoutDevice) {

    private static final List<String> LISTS = List.of("buses", "regions", "namespaces");
    private static final Set<String> OTHERS = Set.of("dev", "daxregion");
    private static final String TARGET_NODE = "target_node";

    public NdctlList {
        devices = List.copyOf(devices);
    }

    /** Whether a field of the JSON is read. */
    public static boolean reads(String field) {
        return LISTS.contains(field) || OTHERS.contains(field) || DaxDevice.FIELDS.contains(field);
    }

    /** @throws CaptureException if the JSON is not the output of {@code ndctl list} */
    public static NdctlList parse(JsonValue json) {
        Reader reader = new Reader();
        json.oneOrMore().forEach(value -> reader.read(value.object(), OptionalInt.empty()));
        return new NdctlList(reader.devices.byName(), reader.nodesWithoutDevice);
    }

    private static final class Reader {

        private final DaxctlList.DeviceList devices = new DaxctlList.DeviceList();
        private int nodesWithoutDevice;

        /**
         * Reads a bus, a region or a namespace.
         *
         * @param regionNode the target node of the region around it
         * @return whether it has a dax device
         */
        boolean read(JsonValue.Fields object, OptionalInt regionNode) {
            Optional<JsonValue> own = object.field(TARGET_NODE);
            OptionalInt node = own.map(value -> OptionalInt.of(value.node())).orElse(regionNode);
            boolean hasDevice = devices(object, node);
            for (String list : LISTS) {
                for (JsonValue inner : object.field(list).map(JsonValue::list).orElse(List.of())) {
                    hasDevice |= read(inner.object(), node);
                }
            }
            if (own.isPresent() && !hasDevice) {
                nodesWithoutDevice++;
            }
            return hasDevice;
        }

        private boolean devices(JsonValue.Fields object, OptionalInt node) {
            List<JsonValue> listed = object.field("daxregion")
                    .flatMap(region -> region.object().field("devices"))
                    .map(JsonValue::list)
                    .orElse(object.has("chardev") ? List.of(object) : List.of());
            for (JsonValue value : listed) {
                DaxDevice device = DaxDevice.of(value);
                devices.add(value.place(), device.targetNode().isEmpty() ? device.withTargetNode(node) : device);
            }
            return !listed.isEmpty();
        }
    }
}
