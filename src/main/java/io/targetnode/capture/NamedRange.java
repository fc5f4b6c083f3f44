package io.targetnode.capture;

import io.targetnode.memory.AddressRange;

/**
 * A range of a driver, with the kernel's name for it.
 *
 * @param name {@code dax0.0} or {@code region0}
 * @param range both ends inclusive
 */
public record NamedRange(String name, AddressRange range) {}
