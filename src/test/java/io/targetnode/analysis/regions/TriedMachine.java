package io.targetnode.analysis.regions;

import io.targetnode.acpi.Hmat;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.NodeOptions;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.FirmwareTable;
import io.targetnode.topology.HotAdd;
import io.targetnode.topology.Machine;
import io.targetnode.topology.NodeInputs;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import io.targetnode.topology.service.ReplayedTopology;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A machine on which tests try regions; each method returns a changed copy. */
record TriedMachine(BootInputs inputs, HotAdd hotAdd, NodeInputs nodes) {

    static TriedMachine of(BootInputs inputs) {
        return new TriedMachine(inputs, HotAdd.NOTHING, NodeInputs.UNKNOWN);
    }

    TriedMachine softReserved(AddressRange... ranges) {
        return with(new HotAdd(List.of(ranges), hotAdd.blockBytes(), hotAdd.memmapOnMemory(), hotAdd.hypervisor()));
    }

    TriedMachine blocks(long bytes) {
        return with(new HotAdd(
                hotAdd.softReserved(), OptionalLong.of(bytes), hotAdd.memmapOnMemory(), hotAdd.hypervisor()));
    }

    TriedMachine memmapOnMemory() {
        return with(new HotAdd(hotAdd.softReserved(), hotAdd.blockBytes(), true, hotAdd.hypervisor()));
    }

    TriedMachine hypervisor() {
        return with(new HotAdd(hotAdd.softReserved(), hotAdd.blockBytes(), hotAdd.memmapOnMemory(), true));
    }

    /** An HMAT without structures. */
    TriedMachine hmat(int revision, String commandLine) {
        Hmat hmat = new Hmat(revision, List.of(), OptionalInt.empty());
        return new TriedMachine(
                inputs,
                hotAdd,
                new NodeInputs(
                        new FirmwareTable.Absent<>(),
                        new FirmwareTable.Uploaded<>(hmat),
                        Optional.of(NodeOptions.of(commandLine))));
    }

    private TriedMachine with(HotAdd facts) {
        return new TriedMachine(inputs, facts, nodes);
    }

    /** The machine runs this kernel. */
    KernelView own(String kernel) {
        return view(Optional.of(kernel), kernel);
    }

    /** The machine runs an unknown kernel. */
    KernelView under(String kernel) {
        return view(Optional.empty(), kernel);
    }

    RegionDryRun tryOn(String kernel, RegionRequest request) {
        return RegionDryRun.of(under(kernel), request);
    }

    RegionDryRun tryAt(String kernel, long start, long sizeBytes) {
        return tryOn(kernel, RegionRequest.at(start, sizeBytes));
    }

    private KernelView view(Optional<String> own, String kernel) {
        return replayed(own).under(Optional.of(KernelRelease.parse(kernel)), Optional.empty());
    }

    KernelView under(LookupRule rule) {
        return replayed(Optional.empty()).under(Optional.empty(), Optional.of(rule));
    }

    private ReplayedTopology replayed(Optional<String> own) {
        return Replayed.of(new Machine(inputs, own.map(KernelRelease::parse), List.of(), List.of())
                .with(hotAdd)
                .with(nodes));
    }
}
