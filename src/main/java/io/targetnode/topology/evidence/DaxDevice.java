package io.targetnode.topology.evidence;

import io.targetnode.memory.AddressRange;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A dax device.
 *
 * @param name {@code dax0.0}
 * @param sizeBytes its size, if it is known
 * @param targetNode the node that the kernel gave to it; empty if the kernel shows none
 * @param range where it lies, if that is known
 * @param systemRam whether it is used as memory (mode system-ram)
 */
public record DaxDevice(
        String name, OptionalLong sizeBytes, OptionalInt targetNode, Optional<AddressRange> range, boolean systemRam) {}
