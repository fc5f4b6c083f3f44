package io.targetnode.api.upload;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.api.json.RangeBody;
import io.targetnode.api.json.Ranged;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.UnknownKernelException;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.ImpossibleMachineException;
import io.targetnode.topology.Machine;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.DeclaredMachine;
import io.targetnode.topology.intake.DeclaredMachine.FirmwareView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The machine that a JSON body states. */
final class DeclaredTopology {

    /** The formats, as sources tell them. */
    static final String DESCRIBED = "described-ranges";

    static final String FIRMWARE_VIEW = "firmware-view";

    private static final int DEFAULT_SRAT_REVISION = 3;

    private static final List<MemoryType> TYPES = List.of(MemoryType.values());

    private DeclaredTopology() {}

    /** @throws ProblemException if the body has both families of fields, or none, or a value that breaks a rule */
    static Machine machine(TopologyBody body) {
        if (body.describesRanges() == body.viewsFirmware()) {
            throw ProblemException.body(
                    "",
                    body.describesRanges()
                            ? "memory and the fields of the firmware view exclude each other"
                            : "needs memory, or one of systemRam, processorAffinity, memoryAffinity, cxlWindows");
        }
        return body.memory() != null
                ? DeclaredMachine.described(described(body.memory()), statement(body))
                : DeclaredMachine.firmware(firmware(body), statement(body));
    }

    private static Declaration statement(TopologyBody body) {
        return new Declaration(
                Optional.ofNullable(body.kernel()).map(DeclaredTopology::kernel),
                Optional.ofNullable(body.commandLine()),
                body.maxNodes() == null ? BootInputs.DEFAULT_MAX_NODES : body.maxNodes());
    }

    private static KernelRelease kernel(String text) {
        try {
            return KernelRelease.parse(text);
        } catch (UnknownKernelException e) {
            throw ProblemException.at(ProblemType.UNKNOWN_KERNEL, "/kernel", e.getMessage());
        }
    }

    private static List<DescribedRange> described(List<DescribedBody> memory) {
        List<AddressRange> ranges = Ranged.ranges("memory", memory);
        List<DescribedRange> described = new ArrayList<>(memory.size());
        for (int i = 0; i < memory.size(); i++) {
            described.add(new DescribedRange(
                    i,
                    ranges.get(i),
                    type(i, memory.get(i).type()),
                    memory.get(i).node()));
        }
        return described;
    }

    private static MemoryType type(int index, String text) {
        for (MemoryType type : TYPES) {
            if (type.apiName().equals(text)) {
                return type;
            }
        }
        throw ProblemException.body(
                "/memory/%d/type".formatted(index),
                "must be one of " + TYPES.stream().map(MemoryType::apiName).collect(Collectors.joining(", ")));
    }

    private static FirmwareView firmware(TopologyBody body) {
        return new FirmwareView(
                Optional.ofNullable(body.systemRam()).map(ranges -> Ranged.ranges("systemRam", ranges)),
                body.statesSrat() ? Optional.of(srat(body)) : Optional.empty(),
                Optional.ofNullable(body.cxlWindows()).map(DeclaredTopology::cedt));
    }

    private static Srat srat(TopologyBody body) {
        SratLayout layout = new SratLayout();
        orEmpty(body.processorAffinity()).forEach(layout::add);
        orEmpty(body.genericInitiators()).forEach(layout::add);
        List<MemoryAffinityBody> memory = orEmpty(body.memoryAffinity());
        List<AddressRange> ranges = Ranged.ranges("memoryAffinity", memory);
        for (int i = 0; i < memory.size(); i++) {
            layout.add(memory.get(i), ranges.get(i).start(), sizeBytes("memoryAffinity", i, ranges.get(i)));
        }
        List<SratEntry> entries = layout.entries();
        return new Srat(body.sratRevision() == null ? DEFAULT_SRAT_REVISION : body.sratRevision(), entries, false);
    }

    private static Cedt cedt(List<RangeBody> windows) {
        List<AddressRange> ranges = Ranged.ranges("cxlWindows", windows);
        List<Cedt.Window> laidOut = new ArrayList<>(windows.size());
        for (int i = 0; i < ranges.size(); i++) {
            laidOut.add(new Cedt.Window(
                    i,
                    Cedt.FIRST_ENTRY_OFFSET + i * Cedt.CFMWS_BYTES,
                    ranges.get(i).start(),
                    sizeBytes("cxlWindows", i, ranges.get(i))));
        }
        return new Cedt(laidOut);
    }

    /** @throws ImpossibleMachineException for the whole address space */
    private static long sizeBytes(String field, int index, AddressRange range) {
        if (range.sizeBytes() == 0) {
            throw new ImpossibleMachineException(
                    "/%s/%d: a table cannot say 2^64 bytes; its lengths have 64 bits".formatted(field, index));
        }
        return range.sizeBytes();
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
