package io.targetnode.api.upload;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.api.json.RangeBody;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.kernel.ApiNamed;
import io.targetnode.kernel.Architecture;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The machine that a JSON body declares. */
final class DeclaredTopology {

    private static final int DEFAULT_SRAT_REVISION = 3;

    private static final List<MemoryType> TYPES = List.of(MemoryType.values());

    private DeclaredTopology() {}

    /** @throws ProblemException if the body has both kinds of fields, or neither, or a value that breaks a rule */
    static Machine machine(TopologyBody body) {
        List<DescribedBody> memory = body.memory();
        if ((memory != null) == body.hasFirmwareView()) {
            throw ProblemException.body(
                    "",
                    memory != null
                            ? "memory cannot be combined with the fields of the firmware view"
                            : "one of memory, systemRam, processorAffinity, memoryAffinity, cxlWindows is required");
        }
        Declaration declaration = new Declaration(
                Optional.ofNullable(body.kernel()).map(text -> kernel("/kernel", text)),
                Optional.ofNullable(body.commandLine()),
                optional(body.maxNodes()),
                Optional.ofNullable(body.architecture()).map(text -> architecture("/architecture", text)),
                optional(body.pageSize()));
        return memory != null
                ? DeclaredMachine.described(each(memory, DeclaredTopology::described), declaration)
                : DeclaredMachine.firmware(firmware(body, declaration.architectureOrUsual()), declaration);
    }

    private static OptionalInt optional(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** @throws ProblemException if the release is not known; {@code pointer} locates it in the body */
    static KernelRelease kernel(String pointer, String text) {
        try {
            return KernelRelease.parse(text);
        } catch (UnknownKernelException e) {
            throw ProblemException.at(ProblemType.UNKNOWN_KERNEL, pointer, e.getMessage());
        }
    }

    /** @throws ProblemException if there is no such architecture; {@code pointer} locates it in the body */
    static Architecture architecture(String pointer, String text) {
        return ApiNamed.find(Architecture.class, text)
                .orElseThrow(() -> ProblemException.body(
                        pointer,
                        "must be one of "
                                + Arrays.stream(Architecture.values())
                                        .map(Architecture::apiName)
                                        .collect(Collectors.joining(", "))));
    }

    private static DescribedRange described(int index, DescribedBody body) {
        String pointer = "/memory/" + index;
        AddressRange range = RangeBody.range(pointer, body.start(), body.end());
        for (MemoryType type : TYPES) {
            if (type.apiName().equals(body.type())) {
                return new DescribedRange(index, range, type, body.node());
            }
        }
        throw ProblemException.body(
                pointer + "/type",
                "must be one of " + TYPES.stream().map(MemoryType::apiName).collect(Collectors.joining(", ")));
    }

    private static FirmwareView firmware(TopologyBody body, Architecture architecture) {
        return new FirmwareView(
                Optional.ofNullable(body.systemRam())
                        .map(list -> each(list, (index, ram) -> ram.range("/systemRam/" + index))),
                body.hasSrat() ? Optional.of(srat(body, architecture)) : Optional.empty(),
                Optional.ofNullable(body.cxlWindows())
                        .map(windows -> new Cedt(each(windows, DeclaredTopology::window))));
    }

    private static Srat srat(TopologyBody body, Architecture architecture) {
        SratLayout layout = new SratLayout(architecture);
        orEmpty(body.processorAffinity()).forEach(layout::add);
        orEmpty(body.genericInitiators()).forEach(layout::add);
        List<MemoryAffinityBody> memory = orEmpty(body.memoryAffinity());
        for (int i = 0; i < memory.size(); i++) {
            MemoryAffinityBody entry = memory.get(i);
            String pointer = "/memoryAffinity/" + i;
            AddressRange range = RangeBody.range(pointer, entry.start(), entry.end());
            layout.add(entry, range.start(), sizeBytes(pointer, range));
        }
        int revision = body.sratRevision() == null ? DEFAULT_SRAT_REVISION : body.sratRevision();
        return new Srat(revision, layout.entries(), false);
    }

    private static Cedt.Window window(int index, RangeBody body) {
        String pointer = "/cxlWindows/" + index;
        AddressRange range = body.range(pointer);
        int offset = Cedt.FIRST_ENTRY_OFFSET + index * Cedt.CFMWS_BYTES;
        return new Cedt.Window(index, offset, range.start(), sizeBytes(pointer, range));
    }

    /** @throws ImpossibleMachineException for the whole address space */
    private static long sizeBytes(String pointer, AddressRange range) {
        if (range.sizeBytes() == 0) {
            throw new ImpossibleMachineException(
                    pointer + ": a table cannot hold a length of 2^64 bytes; its lengths have 64 bits");
        }
        return range.sizeBytes();
    }

    private static <T, R> List<R> each(List<T> list, BiFunction<Integer, T, R> function) {
        List<R> results = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            results.add(function.apply(i, list.get(i)));
        }
        return results;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
