package io.targetnode.topology.intake;

import io.targetnode.capture.CxlList;
import io.targetnode.capture.DaxctlList;
import io.targetnode.capture.Iomem;
import io.targetnode.capture.ListedDevice;
import io.targetnode.capture.NamedRange;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.evidence.DaxDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The dax devices of a host: as daxctl lists them, else cxl. Where one lies is told by its mappings, else by /proc/iomem,
 * else by the region that it fills.
 *
 * @param devices by name
 * @param warnings sentences about contradictions
 */
record HostDevices(List<DaxDevice> devices, List<String> warnings) {

    static HostDevices of(Optional<DaxctlList> daxctl, Optional<CxlList> cxl, Optional<Iomem> iomem) {
        SortedMap<String, ListedDevice> byDaxctl = byName(daxctl.map(DaxctlList::devices));
        SortedMap<String, ListedDevice> byCxl = byName(cxl.map(CxlList::devices));
        Map<String, List<AddressRange>> places = iomem.map(Iomem::devices).orElse(List.of()).stream()
                .collect(Collectors.groupingBy(
                        NamedRange::name, Collectors.mapping(NamedRange::range, Collectors.toList())));
        List<String> warnings = new ArrayList<>();
        SortedMap<String, ListedDevice> all = new TreeMap<>(byCxl);
        all.putAll(byDaxctl);
        List<DaxDevice> devices = new ArrayList<>();
        all.forEach((name, device) -> {
            Optional<ListedDevice> other = Optional.ofNullable(byCxl.get(name));
            other.filter(listed -> !listed.targetNode().equals(device.targetNode()))
                    .ifPresent(listed -> warnings.add(
                            "daxctl and cxl list different target nodes of %s: daxctl's is used.".formatted(name)));
            List<AddressRange> listed = places.getOrDefault(name, List.of());
            Optional<AddressRange> place = listed.size() == 1 ? Optional.of(listed.get(0)) : Optional.empty();
            // In several pieces: what it fills of its region is not known.
            Optional<AddressRange> region = listed.size() > 1 ? Optional.empty() : other.flatMap(ListedDevice::range);
            place.filter(found -> device.range()
                            .or(() -> region)
                            .filter(range -> !range.equals(found))
                            .isPresent())
                    .ifPresent(found -> warnings.add("iomem lists %s at %s, and daxctl or cxl elsewhere."
                            .formatted(name, found.asKernelPrints())));
            devices.add(device(device, device.range().or(() -> place).or(() -> region)));
        });
        return new HostDevices(List.copyOf(devices), List.copyOf(warnings));
    }

    private static DaxDevice device(ListedDevice device, Optional<AddressRange> range) {
        OptionalLong size = device.sizeBytes().isPresent()
                ? device.sizeBytes()
                : range.map(known -> OptionalLong.of(known.sizeBytes())).orElse(OptionalLong.empty());
        return new DaxDevice(device.name(), size, device.targetNode(), range, device.systemRam());
    }

    private static SortedMap<String, ListedDevice> byName(Optional<List<ListedDevice>> devices) {
        SortedMap<String, ListedDevice> byName = new TreeMap<>();
        devices.orElse(List.of()).forEach(device -> byName.put(device.name(), device));
        return byName;
    }
}
