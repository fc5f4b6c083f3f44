package io.targetnode.topology.intake;

import io.targetnode.capture.CxlList;
import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.DaxctlList;
import io.targetnode.capture.Iomem;
import io.targetnode.capture.NamedRange;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The dax devices of a host, as daxctl lists them, else cxl. The range of a device comes from /proc/iomem, else from its
 * mappings, else from the region that it fills.
 *
 * @param devices by name
 * @param warnings sentences about contradictions
 */
record HostDevices(List<DaxDevice> devices, List<String> warnings) {

    static HostDevices of(Optional<DaxctlList> daxctl, Optional<CxlList> cxl, Optional<Iomem> iomem) {
        Map<String, DaxDevice> byCxl = byName(cxl.map(CxlList::devices));
        Map<String, DaxDevice> all = new TreeMap<>(byCxl);
        all.putAll(byName(daxctl.map(DaxctlList::devices)));
        Map<String, List<AddressRange>> pieces = iomem.map(Iomem::devices).orElse(List.of()).stream()
                .collect(Collectors.groupingBy(
                        NamedRange::name, Collectors.mapping(NamedRange::range, Collectors.toList())));
        List<DaxDevice> devices = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (DaxDevice device : all.values()) {
            Found found = new Found(
                    device,
                    Optional.ofNullable(byCxl.get(device.name())),
                    pieces.getOrDefault(device.name(), List.of()));
            devices.add(found.device());
            warnings.addAll(found.warnings());
        }
        return new HostDevices(List.copyOf(devices), List.copyOf(warnings));
    }

    /**
     * A device in the files that show it.
     *
     * @param best the device as daxctl lists it, else cxl
     * @param byCxl the device as cxl lists it, with its region
     * @param pieces its ranges in /proc/iomem
     */
    private record Found(DaxDevice best, Optional<DaxDevice> byCxl, List<AddressRange> pieces) {

        DaxDevice device() {
            Optional<AddressRange> range = pieces.isEmpty() ? listed() : iomemRange();
            OptionalLong size = best.sizeBytes().isPresent()
                    ? best.sizeBytes()
                    : range.map(known -> OptionalLong.of(known.sizeBytes())).orElse(OptionalLong.empty());
            return new DaxDevice(best.name(), size, best.targetNode(), range, best.systemRam());
        }

        List<String> warnings() {
            List<String> warnings = new ArrayList<>();
            if (byCxl.filter(listed -> !listed.targetNode().equals(best.targetNode()))
                    .isPresent()) {
                warnings.add("daxctl and cxl list different target nodes for %s: the one from daxctl is used."
                        .formatted(best.name()));
            }
            Optional<AddressRange> listed = listed();
            if (listed.isPresent() && iomemRange().isPresent() && !listed.equals(iomemRange())) {
                warnings.add("%s is listed at %s, but iomem shows it at %s."
                        .formatted(
                                best.name(),
                                listed.get().asKernelPrints(),
                                iomemRange().get().asKernelPrints()));
            }
            return warnings;
        }

        /** Empty if the device has several pieces, which are not one range. */
        private Optional<AddressRange> iomemRange() {
            return pieces.size() == 1 ? Optional.of(pieces.get(0)) : Optional.empty();
        }

        private Optional<AddressRange> listed() {
            return best.range().or(() -> byCxl.flatMap(DaxDevice::range));
        }
    }

    private static Map<String, DaxDevice> byName(Optional<List<DaxDevice>> devices) {
        return devices.orElse(List.of()).stream().collect(Collectors.toMap(DaxDevice::name, Function.identity()));
    }
}
