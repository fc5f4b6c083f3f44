package io.targetnode.capture;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A dax device.
 *
 * @param name {@code dax0.0}
 * @param sizeBytes its size; empty if it is unknown, or rounded in the output
 * @param targetNode the node that the kernel assigned to it; empty if it is unknown
 * @param range its addresses; empty if they are unknown, or not contiguous
 * @param systemRam whether it is used as memory (mode {@code system-ram})
 */
public record DaxDevice(
        String name, OptionalLong sizeBytes, OptionalInt targetNode, Optional<AddressRange> range, boolean systemRam) {

    static final Set<String> FIELDS =
            Set.of("devices", "chardev", "size", "target_node", "mode", "mappings", "start", "end");

    /** The smallest alignment that devices commonly have. */
    private static final long SIZE_MULTIPLE = 2 << 20;

    private static final Pattern NAME = Pattern.compile("dax\\d{1,9}+\\.\\d{1,9}+");

    static DaxDevice of(JsonValue value) {
        JsonValue.Fields device = value.object();
        JsonValue name = device.required("chardev");
        if (!NAME.matcher(name.text()).matches()) {
            throw name.place().refuse("the name of a dax device, like dax0.0, was expected");
        }
        return new DaxDevice(
                name.text(),
                device.field("size").map(size -> size.bytes(SIZE_MULTIPLE)).orElse(OptionalLong.empty()),
                device.field("target_node")
                        .map(node -> OptionalInt.of(node.node()))
                        .orElse(OptionalInt.empty()),
                device.field("mappings").map(JsonValue::list).flatMap(DaxDevice::onlyRange),
                device.field("mode")
                        .map(JsonValue::text)
                        .filter("system-ram"::equals)
                        .isPresent());
    }

    DaxDevice at(AddressRange newRange) {
        return new DaxDevice(name, sizeBytes, targetNode, Optional.of(newRange), systemRam);
    }

    DaxDevice withTargetNode(OptionalInt node) {
        return new DaxDevice(name, sizeBytes, node, range, systemRam);
    }

    private static Optional<AddressRange> onlyRange(List<JsonValue> mappings) {
        List<AddressRange> ranges = mappings.stream()
                .map(mapping -> {
                    JsonValue.Fields fields = mapping.object();
                    long start = fields.required("start").address();
                    long end = fields.required("end").address();
                    if (Address.below(end, start)) {
                        throw fields.place().refuse("the mapping ends before it starts");
                    }
                    return new AddressRange(start, end);
                })
                .toList();
        return ranges.size() == 1 ? Optional.of(ranges.get(0)) : Optional.empty();
    }
}
