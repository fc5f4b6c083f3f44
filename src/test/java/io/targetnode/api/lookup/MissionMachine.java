package io.targetnode.api.lookup;

import io.targetnode.capture.OnlineMemory;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Machine;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.DeclaredMachine;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** The mission example, with memory blocks that show on which node its memory is online. */
public final class MissionMachine {

    static final long RAM = 0x1000;
    static final long WINDOW = 0x20000000L;
    static final long HOLE = 0x30000000L;

    private MissionMachine() {}

    /** The body that the regular path sends for an address. */
    public static byte[] regularJson(JsonMapper mapper, KernelView view, long address) {
        String json = mapper.writeValueAsString(LookupAnswer.of(view, address, false)) + '\n';
        return json.getBytes(StandardCharsets.UTF_8);
    }

    public static KernelView view(String kernel, int nodeOfTheWindow) {
        return view(
                kernel,
                online(
                        new OnlineMemory(new AddressRange(0, 0x1fffffff), 0),
                        new OnlineMemory(new AddressRange(WINDOW, 0x2fffffff), nodeOfTheWindow)));
    }

    static Evidence online(OnlineMemory... runs) {
        return new Evidence(
                Optional.empty(), List.of(), List.of(runs), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public static KernelView view(String kernel, Evidence evidence) {
        Machine machine = DeclaredMachine.described(
                List.of(
                        range(0, 0, 0x1fffffff, MemoryType.SYSTEM_RAM, 0),
                        range(1, WINDOW, 0x2fffffff, MemoryType.CXL_WINDOW, 2),
                        range(2, 0x40000000, 0x5fffffff, MemoryType.SYSTEM_RAM, 0)),
                new Declaration(Optional.empty(), Optional.empty(), BootInputs.DEFAULT_MAX_NODES));
        return Replayed.of(new Upload(machine, List.of(), List.of(), evidence, new TreeMap<>()))
                .under(Optional.of(KernelRelease.parse(kernel)), Optional.empty());
    }

    private static DescribedRange range(int index, long start, long end, MemoryType type, int node) {
        return new DescribedRange(index, new AddressRange(start, end), type, node);
    }
}
