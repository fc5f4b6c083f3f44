package io.targetnode.analysis.regions;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.WindowDecoding;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A window as the CXL driver sees it (kernel-rules 6.2).
 *
 * @param number position among the windows, in table order, from 0
 * @param base first address, unsigned
 * @param sizeBytes unsigned; base + size may wrap, and 0 is possible
 * @param decoding what else the CEDT says about it; empty if no file shows it
 */
public record RegionWindow(int number, long base, long sizeBytes, Optional<WindowDecoding> decoding) {

    /** Windows and regions are multiples of 256 MiB. */
    static final long ALIGNMENT = 256L << 20;

    /** The windows of a machine, in table order. */
    public static List<RegionWindow> all(BootInputs inputs) {
        List<RegionWindow> windows = new ArrayList<>();
        if (inputs.memory() instanceof Tables tables) {
            tables.cedt().stream()
                    .map(Cedt::windows)
                    .flatMap(List::stream)
                    .forEach(window -> windows.add(
                            new RegionWindow(windows.size(), window.base(), window.sizeBytes(), window.decoding())));
        } else {
            ((Described) inputs.memory())
                    .ranges().stream()
                            .filter(range -> range.type() == MemoryType.CXL_WINDOW)
                            .map(DescribedRange::range)
                            .forEach(range -> windows.add(new RegionWindow(
                                    windows.size(), range.start(), range.sizeBytes(), Optional.empty())));
        }
        return windows;
    }

    /** The addresses; empty if there are none, or the end wraps around 2^64. */
    public Optional<AddressRange> range() {
        long last = base + sizeBytes - 1;
        return sizeBytes == 0 || Address.below(last, base)
                ? Optional.empty()
                : Optional.of(new AddressRange(base, last));
    }

    /** Whether all addresses of a range are in the window. */
    public boolean holds(AddressRange range) {
        return range().filter(own -> own.contains(range.start()) && own.contains(range.end()))
                .isPresent();
    }

    /** Why the CXL driver makes no decoder for the window; empty if it makes one. */
    Optional<String> withoutDecoder() {
        if (range().isEmpty()) {
            return Optional.of("it is empty, or its end wraps around 2^64");
        }
        if (((base | sizeBytes) & (ALIGNMENT - 1)) != 0) {
            return Optional.of("its base or its size is not a multiple of 256 MiB");
        }
        return decoding.filter(fields -> fields.ways().isEmpty())
                .map(fields ->
                        "its number of interleave ways has the undefined encoding %d".formatted(fields.encodedWays()));
    }

    /** Whether the window may hold RAM regions; assumed if no file shows its restrictions. */
    boolean allowsRam() {
        return decoding.map(WindowDecoding::allowsVolatile).orElse(true);
    }

    /** The unit of the sizes of regions: 256 MiB times the interleave ways; one way is assumed if no file shows them. */
    long regionUnitBytes() {
        return ALIGNMENT
                * decoding.map(WindowDecoding::ways).map(ways -> ways.orElse(1)).orElse(1);
    }

    @Override
    public String toString() {
        return "window %d (%s)"
                .formatted(
                        number,
                        range().map(AddressRange::toString)
                                .orElseGet(() -> "%s, %s bytes"
                                        .formatted(Address.print(base), Long.toUnsignedString(sizeBytes))));
    }
}
