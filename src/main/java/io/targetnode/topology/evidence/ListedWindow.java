package io.targetnode.topology.evidence;

import io.targetnode.memory.AddressRange;

/**
 * A window that the CXL driver lists.
 *
 * @param number its position among the windows of the CEDT, from 0: {@code CXL Window 0}, {@code decoder0.0}
 * @param range both ends inclusive
 */
public record ListedWindow(int number, AddressRange range) {}
