package io.targetnode.analysis.regions;

import io.targetnode.kernel.Memblk;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import io.targetnode.topology.service.KernelView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a requested region lies.
 *
 * @param range its addresses
 * @param window the window that holds it
 * @param asRamRegion whether it was requested as a RAM region of the window
 */
record RegionLocation(AddressRange range, Optional<RegionWindow> window, boolean asRamRegion) {

    private static final int MIB_BITS = 20;

    /** Whether the CXL driver could create a RAM region at these addresses. */
    boolean couldBeRamRegion() {
        return window.filter(
                        holder -> holder.allowsRam() && holder.withoutDecoder().isEmpty())
                .filter(holder -> Long.remainderUnsigned(range.sizeBytes(), holder.regionUnitBytes()) == 0)
                .filter(holder -> Long.remainderUnsigned(range.start(), RegionWindow.ALIGNMENT) == 0)
                .isPresent();
    }

    /**
     * Why no RAM region of the CXL driver can be here, and which driver could add the memory; empty if a RAM region can be here, or the range
     * is in no window.
     */
    Optional<String> withoutRamRegion() {
        return window.filter(holder -> !couldBeRamRegion())
                .map(holder ->
                        "No RAM region of the CXL driver can be here: %s. Only another driver can add this memory: dax_pmem, for a devdax namespace of a persistent region, or dax_hmem, for soft-reserved memory."
                                .formatted(whyNot(holder)));
    }

    private static String whyNot(RegionWindow holder) {
        return holder.withoutDecoder()
                .map(why -> "the driver makes no decoder for the window, because %s".formatted(why))
                .orElse(
                        holder.allowsRam()
                                ? "a RAM region begins at a multiple of 256 MiB, and has a multiple of %d MiB"
                                        .formatted(holder.regionUnitBytes() >> MIB_BITS)
                                : "the restrictions of the window lack the volatile bit");
    }

    /** Finds the place of a region, and refuses regions that no kernel could create. */
    static final class Finder {

        private final List<RegionWindow> windows;
        private final UsableRam ram;
        private final SoftReserved softReserved;
        private final List<AddressRange> reserved;

        Finder(KernelView view, SoftReserved softReserved) {
            this.windows = RegionWindow.all(view.topology().upload().machine().inputs());
            this.ram = view.topology().upload().machine().inputs().ram();
            this.softReserved = softReserved;
            this.reserved =
                    view.boot().reserved().blocks().stream().map(Memblk::range).toList();
        }

        /** @throws ImpossibleRegionException if no kernel could create it */
        RegionLocation locate(RegionRequest request) {
            RegionLocation location = request instanceof RegionRequest.InWindow inWindow
                    ? inWindow(inWindow)
                    : atAddress(((RegionRequest.AtAddress) request).range());
            requireNoRam(location.range());
            return location;
        }

        private RegionLocation atAddress(AddressRange range) {
            requireNoRam(range);
            Optional<RegionWindow> window =
                    windows.stream().filter(holder -> holder.holds(range)).findFirst();
            if (window.isEmpty() && described().noneMatch(holder -> holds(holder, range))) {
                throw new ImpossibleRegionException(notDescribed(range));
            }
            return new RegionLocation(range, window, false);
        }

        private Stream<AddressRange> described() {
            return Stream.of(softReserved.ranges(), softReserved.deviceRanges(), reserved)
                    .flatMap(List::stream);
        }

        private static boolean holds(AddressRange holder, AddressRange range) {
            return holder.contains(range.start()) && holder.contains(range.end());
        }

        private String notDescribed(AddressRange range) {
            Optional<AddressRange> holder = Stream.concat(
                            windows.stream().flatMap(window -> window.range().stream()), described())
                    .filter(candidate -> candidate.contains(range.start()))
                    .findFirst();
            return holder.map(start -> "the region %s begins in %s and ends beyond it".formatted(range, start))
                    .orElseGet(() ->
                            "the region %s lies in no window, no reserved range and no soft-reserved range of this machine under this kernel"
                                    .formatted(range));
        }

        private void requireNoRam(AddressRange range) {
            if (ram.overlaps(range)) {
                int first = ram.firstEndingAbove(range.start());
                throw new ImpossibleRegionException("the region %s overlaps usable RAM at boot, %s"
                        .formatted(range, new AddressRange(ram.start(first), ram.end(first) - 1)));
            }
        }

        /** In the order of kernel-rules 6.2: a window without a decoder has no region at all. */
        private RegionLocation inWindow(RegionRequest.InWindow request) {
            if (request.window() < 0 || request.window() >= windows.size()) {
                throw new ImpossibleRegionException(
                        "there is no window %d: this machine has %d %s, numbered from 0 in the order of the CEDT"
                                .formatted(
                                        request.window(), windows.size(), windows.size() == 1 ? "window" : "windows"));
            }
            RegionWindow window = windows.get(request.window());
            window.withoutDecoder().ifPresent(why -> {
                throw new ImpossibleRegionException(
                        "the CXL driver makes no decoder for %s: %s".formatted(window, why));
            });
            if (!window.allowsRam()) {
                throw new ImpossibleRegionException(
                        "%s is not volatile capable: its restrictions lack the volatile bit, so it has no RAM regions"
                                .formatted(window));
            }
            requireUnits(window, request);
            AddressRange range = RegionRequest.range(window.base() + request.offsetBytes(), request.sizeBytes());
            if (Address.below(window.sizeBytes(), request.offsetBytes()) || !window.holds(range)) {
                throw new ImpossibleRegionException("a region of %s bytes at offset %s does not fit into %s"
                        .formatted(
                                Long.toUnsignedString(request.sizeBytes()),
                                Long.toUnsignedString(request.offsetBytes()),
                                window));
            }
            return new RegionLocation(range, Optional.of(window), true);
        }

        private static void requireUnits(RegionWindow window, RegionRequest.InWindow request) {
            long unit = window.regionUnitBytes();
            if (request.sizeBytes() == 0 || Long.remainderUnsigned(request.sizeBytes(), unit) != 0) {
                throw new ImpossibleRegionException(
                        "the CXL driver refuses a region of %s bytes (set_size failed: Invalid argument): in %s the size must be a multiple of %d MiB, 256 MiB times the interleave ways"
                                .formatted(Long.toUnsignedString(request.sizeBytes()), window, unit >> MIB_BITS));
            }
            if (Long.remainderUnsigned(request.offsetBytes(), RegionWindow.ALIGNMENT) != 0) {
                throw new ImpossibleRegionException(
                        "the CXL driver places regions at multiples of 256 MiB; the offset %s is none"
                                .formatted(Long.toUnsignedString(request.offsetBytes())));
            }
        }
    }
}
