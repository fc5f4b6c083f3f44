package io.targetnode.capture;

import io.targetnode.memory.AddressRange;

/**
 * A CXL window as a host lists it: {@code CXL Window 0} in /proc/iomem, {@code decoder0.0} in {@code cxl list}.
 *
 * @param number position of the window among the fixed memory windows, from 0
 * @param range both ends inclusive
 */
public record CxlWindow(int number, AddressRange range) {}
