package io.targetnode.capture;

import io.targetnode.memory.AddressRange;

/**
 * A CXL window as the CXL driver lists it: {@code CXL Window 0} in /proc/iomem, {@code decoder0.0} in {@code cxl list}.
 *
 * @param number position among the fixed memory windows of the CEDT, from 0
 * @param range both ends inclusive
 */
public record CxlWindow(int number, AddressRange range) {}
