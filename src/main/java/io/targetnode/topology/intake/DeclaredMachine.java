package io.targetnode.topology.intake;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NodeOptions;
import io.targetnode.kernel.Platform;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.FirmwareTable;
import io.targetnode.topology.IncompleteMachineException;
import io.targetnode.topology.Machine;
import io.targetnode.topology.NodeInputs;
import io.targetnode.topology.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Machines that a client declares in JSON: described ranges, or a view of the firmware's tables. */
public final class DeclaredMachine {

    private DeclaredMachine() {}

    /**
     * Content of the firmware's tables as a client declares it.
     *
     * @param systemRam usable RAM; empty if it is not declared
     * @param srat empty if it is not declared
     * @param cedt empty if it is not declared
     */
    public record FirmwareView(Optional<List<AddressRange>> systemRam, Optional<Srat> srat, Optional<Cedt> cedt) {}

    /** A machine of ranges whose nodes are declared. */
    public static Machine described(List<DescribedRange> ranges, Declaration declaration) {
        List<AddressRange> ram = ranges.stream()
                .filter(range -> range.type() == MemoryType.SYSTEM_RAM)
                .map(DescribedRange::range)
                .toList();
        List<Assumption> assumptions = new ArrayList<>();
        assumptions.add(new Assumption(
                "Nodes are used as described. A kernel would derive them from the SRAT and the CEDT, and extend SRAT ranges over windows.",
                "Upload srat and cedt, or declare the firmware view."));
        return machine(ram, new Described(ranges), Optional.empty(), declaration, assumptions);
    }

    /**
     * A machine from declared content of its tables.
     *
     * @throws IncompleteMachineException if neither systemRam nor an entry of the SRAT shows usable RAM
     */
    public static Machine firmware(FirmwareView view, Declaration declaration) {
        List<Assumption> assumptions = new ArrayList<>();
        if (view.srat().isEmpty()) {
            assumptions.add(
                    new Assumption("The machine has no SRAT.", "Declare memoryAffinity; [] if there are no entries."));
        }
        if (view.cedt().isEmpty()) {
            assumptions.add(
                    new Assumption("The machine has no CEDT.", "Declare cxlWindows; [] if there are no windows."));
        }
        List<AddressRange> ram = view.systemRam().orElseGet(() -> ramOfSrat(view.srat(), assumptions));
        if (ram.isEmpty() && view.systemRam().isEmpty()) {
            throw new IncompleteMachineException(
                    "usable RAM is unknown: declare systemRam, as 'sudo cat /proc/iomem' lists System RAM, or memoryAffinity with an enabled range that is not hot-pluggable");
        }
        return machine(ram, new Tables(view.srat(), view.cedt()), view.srat(), declaration, assumptions);
    }

    private static Machine machine(
            List<AddressRange> ram,
            NodeDescription memory,
            Optional<Srat> srat,
            Declaration declaration,
            List<Assumption> assumptions) {
        Platform platform = HostPlatform.of(declaration, Optional.empty(), srat);
        assumptions.addAll(DeclarationAssumptions.of(declaration));
        BootInputs inputs = new BootInputs(
                UsableRam.of(ram),
                memory,
                declaration.numa(),
                declaration.maxNodesOn(platform, declaration.kernel()),
                platform);
        assumptions.addAll(PlatformRemarks.assumptions(inputs, declaration.kernel(), declaration.maxNodes()));
        PageSize.assumption(inputs, declaration, declaration.kernel(), Optional.empty())
                .ifPresent(assumptions::add);
        Machine machine = new Machine(
                inputs,
                declaration.kernel(),
                assumptions,
                PlatformRemarks.warning(platform.architecture(), declaration.kernel()).stream()
                        .toList());
        NodeInputs nodes = new NodeInputs(
                new FirmwareTable.NotUploaded<>(false),
                new FirmwareTable.NotUploaded<>(false),
                declaration.commandLine().map(NodeOptions::of));
        return UnknownLookupRule.settled(machine.with(nodes).with(HotAddFacts.declared(declaration)), Evidence.NONE);
    }

    /** Usable RAM if no other source shows it: the enabled ranges of the SRAT that are not hot-pluggable. May be empty. */
    static List<AddressRange> ramOfSrat(Optional<Srat> srat, List<Assumption> assumptions) {
        List<AddressRange> ram = srat.stream()
                .flatMap(table -> table.memoryEntries().stream())
                .filter(entry -> entry.enabled() && !entry.hotPluggable())
                .flatMap(entry -> range(entry).stream())
                .toList();
        if (!ram.isEmpty()) {
            assumptions.add(new Assumption(
                    "Usable RAM is the SRAT's enabled ranges that are not hot-pluggable.",
                    "Upload dmesg, iomem or memmap, or declare systemRam."));
        }
        return ram;
    }

    /** The range of an entry; empty if the kernel ignores it: the range is empty, or its end wraps around 2^64. */
    static Optional<AddressRange> range(SratEntry.Memory entry) {
        long end = entry.base() + entry.lengthBytes();
        return Address.below(entry.base(), end)
                ? Optional.of(new AddressRange(entry.base(), end - 1))
                : Optional.empty();
    }
}
