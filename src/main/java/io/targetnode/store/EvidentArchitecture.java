package io.targetnode.store;

import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.Platform;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.Machine;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.LoggedBoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Documents of formats before 4 do not state the architecture; it was always x86-64. If the name of the kernel states another
 * architecture, the machine is read as one of that architecture. The SRAT entries of its processors were not stored.
 */
final class EvidentArchitecture {

    private EvidentArchitecture() {}

    /** The upload of a document of a format before 4, with the architecture that the name of its kernel states. */
    static Upload of(Upload upload) {
        Machine machine = upload.machine();
        Optional<KernelRelease> kernel =
                machine.kernel().or(() -> upload.evidence().log().flatMap(LoggedBoot::kernel));
        return kernel.flatMap(Architecture::statedBy)
                .filter(stated ->
                        stated != Architecture.X86_64 && machine.inputs().memory() instanceof Tables)
                .map(stated -> with(machine, Platform.of(stated, kernel)))
                .map(read -> new Upload(read, upload.sources(), upload.unused(), upload.evidence(), upload.labels()))
                .orElse(upload);
    }

    private static Machine with(Machine machine, Platform platform) {
        BootInputs inputs = machine.inputs();
        boolean usual = inputs.maxNodes() == BootInputs.DEFAULT_MAX_NODES;
        int maxNodes = usual ? platform.usualMaxNodes(machine.kernel()) : inputs.maxNodes();
        List<Assumption> assumptions = new ArrayList<>(machine.assumptions());
        assumptions.add(new Assumption(
                "The machine is %s, as the name of its kernel states. An earlier version of this service stored it as x86-64, without the entries of its processors: nodes that have only processors may be missing."
                        .formatted(platform.architecture().apiName()),
                "Upload the files again."));
        return new Machine(
                new BootInputs(inputs.ram(), inputs.memory(), inputs.numa(), maxNodes, platform),
                machine.kernel(),
                machine.rule(),
                machine.nodes(),
                machine.hotAdd(),
                assumptions,
                machine.warnings());
    }
}
