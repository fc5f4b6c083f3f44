package io.targetnode.analysis.regions;

import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Machine;
import io.targetnode.topology.service.KernelView;
import java.util.List;
import java.util.Optional;

/**
 * Specific-purpose memory and the dax devices that the kernel makes of it ({@code dax_hmem}, kernel-rules 6.1). If the kernel uses the
 * HMAT, each enabled memory entry of the SRAT that touches a soft-reserved range and no RAM becomes one device, and its proximity
 * domain gives the node. The other soft-reserved ranges become devices of their own, and their address gives the node.
 *
 * @param ranges the soft-reserved ranges
 * @param devices the devices by proximity domain, in table order
 */
record SoftReserved(List<AddressRange> ranges, List<Device> devices) {

    /**
     * A device of a memory entry.
     *
     * @param range the whole entry
     * @param proximityDomain all 32 bits, in every revision of the SRAT
     */
    record Device(AddressRange range, int proximityDomain) {}

    /** @param usesHmat whether the kernel uses the HMAT of the machine */
    static SoftReserved of(KernelView view, boolean usesHmat) {
        Machine machine = view.topology().upload().machine();
        return machine.inputs().memory() instanceof Tables tables
                ? new SoftReserved(machine.hotAdd().softReserved(), usesHmat ? devices(machine, tables) : List.of())
                : described((Described) machine.inputs().memory());
    }

    private static SoftReserved described(Described described) {
        List<AddressRange> ranges = described.ranges().stream()
                .filter(range -> range.type() == MemoryType.SOFT_RESERVED)
                .map(DescribedRange::range)
                .toList();
        return new SoftReserved(ranges, List.of());
    }

    private static List<Device> devices(Machine machine, Tables tables) {
        return tables.srat().stream()
                .flatMap(srat -> srat.memoryEntries().stream())
                .filter(SratEntry.Memory::enabled)
                .flatMap(entry -> device(entry).stream())
                .filter(device -> !machine.inputs().ram().overlaps(device.range())
                        && machine.hotAdd().isSoftReserved(device.range()))
                .toList();
    }

    private static Optional<Device> device(SratEntry.Memory entry) {
        long end = entry.base() + entry.lengthBytes() - 1;
        return entry.lengthBytes() == 0 || Address.below(end, entry.base())
                ? Optional.empty()
                : Optional.of(new Device(new AddressRange(entry.base(), end), entry.proximityDomain()));
    }

    List<AddressRange> deviceRanges() {
        return devices.stream().map(Device::range).toList();
    }

    /** Whether a range touches specific-purpose memory. */
    boolean touches(AddressRange range) {
        return ranges.stream().anyMatch(range::overlaps);
    }

    /** The device by proximity domain that holds an address. */
    Optional<Device> deviceAt(long address) {
        return devices.stream()
                .filter(device -> device.range().contains(address))
                .findFirst();
    }

    /** Whether the kernel makes no device of the soft-reserved range at an address, because it made one of a part of the range. */
    boolean isLeftOut(long address) {
        return ranges.stream()
                .filter(range -> range.contains(address))
                .anyMatch(range -> devices.stream().map(Device::range).anyMatch(range::overlaps));
    }

    /** Whether a range crosses the edge of a soft-reserved range. */
    boolean isCrossedBy(AddressRange range) {
        return ranges.stream()
                .filter(range::overlaps)
                .anyMatch(own -> !own.contains(range.start()) || !own.contains(range.end()));
    }
}
