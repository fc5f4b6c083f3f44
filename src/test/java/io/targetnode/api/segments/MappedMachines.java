package io.targetnode.api.segments;

import io.targetnode.api.json.HexAddress;
import io.targetnode.api.parameter.NodeNumber;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelVector;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Machines;
import io.targetnode.memory.Address;
import io.targetnode.resolve.Backing;
import io.targetnode.resolve.LiteralResolver;
import io.targetnode.resolve.Segment;
import io.targetnode.topology.Machine;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import io.targetnode.topology.service.ReplayedTopology;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Machines for the tests of maps, and the expected answers of their maps. */
final class MappedMachines {

    private static final int RANDOM_ADDRESSES = 32;
    private static final List<String> KERNELS = List.of("7.3", "6.12.74", "6.1.176");

    /** The backings in the order of their codes in docs/map-format.md. */
    private static final List<String> CODES =
            List.of("hole", "system-ram", "cxl-window", "persistent", "soft-reserved", "hotplug", "no-ram");

    private MappedMachines() {}

    /** The machines of the vectors under each behaviour and rule, and the machines that were booted. */
    static Stream<KernelView> all() {
        Stream<KernelView> vectors = Stream.of("named.jsonl", "raw-tables.jsonl")
                .flatMap(KernelVector::of)
                .flatMap(vector -> views(vector.fromTables()));
        Stream<KernelView> replayed =
                io.targetnode.capture.Machine.all().stream().map(MappedMachines::real);
        return Stream.concat(views(Machines.mission()), Stream.concat(vectors, replayed));
    }

    /** A view for each behaviour and rule. */
    static Stream<KernelView> views(BootInputs inputs) {
        ReplayedTopology replayed = Replayed.of(new Machine(inputs, Optional.empty(), List.of(), List.of()));
        return KERNELS.stream()
                .flatMap(kernel -> Stream.of(LookupRule.PREFER_RESERVED, LookupRule.PREFER_ONLINE, LookupRule.STUB)
                        .map(rule -> replayed.under(Optional.of(KernelRelease.parse(kernel)), Optional.of(rule))));
    }

    static KernelView newest(BootInputs inputs) {
        return views(inputs).findFirst().orElseThrow();
    }

    private static KernelView real(io.targetnode.capture.Machine machine) {
        Map<HostFile, byte[]> files = Map.of(
                HostFile.SRAT, machine.bytes("SRAT.bin"),
                HostFile.CEDT, machine.bytes("CEDT.bin"),
                HostFile.DMESG, machine.bytes("dmesg.txt"));
        Declaration nothing = new Declaration(Optional.empty(), Optional.empty(), 1024);
        return Replayed.of(HostMachine.read(new HostFiles(files, nothing, Map.of())))
                .under(Optional.empty(), Optional.empty());
    }

    static SelectedSegments complete(KernelView view) {
        return new SelectedSegments(view, SegmentFilter.of(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    static SelectedSegments part(KernelView view, long start, long end) {
        return new SelectedSegments(
                view,
                SegmentFilter.of(
                        Optional.of(new HexAddress(start)), Optional.of(new HexAddress(end)), Optional.empty()));
    }

    static SelectedSegments ofNode(KernelView view, int node) {
        return new SelectedSegments(
                view, SegmentFilter.of(Optional.empty(), Optional.empty(), Optional.of(new NodeNumber(node))));
    }

    static byte[] bytes(SelectedSegments map) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            BinaryMap binary = new BinaryMap(map);
            binary.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The expected answer to opening the map of a view. */
    static String summary(KernelView view) {
        return "booted 1 %s %s"
                .formatted(view.choice().kernel(), view.choice().rule().apiName());
    }

    /** Opens the map, and asks for {@link #addresses}. A scan of the kernel's lists gives the expected answers. */
    static void add(Transcript transcript, SelectedSegments map) {
        transcript.open(bytes(map), summary(map.view()));
        for (long address : addresses(map)) {
            transcript.ask(address, expected(map, address));
        }
    }

    /** Asks the reader in Java for the same addresses, without a file and a program. Returns the wrong answers. */
    static List<String> mistakes(SelectedSegments map) {
        MapReader reader = new MapReader(bytes(map));
        List<String> mistakes = new ArrayList<>();
        for (long address : addresses(map)) {
            String answer = reader.answer(address);
            if (!answer.equals(expected(map, address))) {
                mistakes.add(Address.print(address) + " " + answer);
            }
        }
        return mistakes;
    }

    private static String expected(SelectedSegments map, long address) {
        LiteralResolver resolver =
                new LiteralResolver(map.view().boot(), map.view().choice().rule());
        int node = resolver.targetNode(address);
        Backing backing = map.view().replayed().backing().at(address);
        boolean covered = map.filter().covered().contains(address);
        boolean isHole = node == -1 && backing == Backing.HOLE;
        boolean wanted =
                map.filter().node().map(only -> only.value() == node && !isHole).orElse(true);
        return covered && wanted ? node + " " + CODES.indexOf(backing.apiName()) : "not in map";
    }

    /** Addresses around the ends of all segments and of the covered range, at the ends of the address space, and at random. */
    private static List<Long> addresses(SelectedSegments map) {
        List<Long> addresses = new ArrayList<>(List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE));
        for (Segment segment : map.view().resolver().segments()) {
            aroundEnds(addresses, segment.range().start(), segment.range().end());
        }
        aroundEnds(
                addresses,
                map.filter().covered().start(),
                map.filter().covered().end());
        SplittableRandom random = new SplittableRandom(addresses.size());
        for (int i = 0; i < RANDOM_ADDRESSES; i++) {
            addresses.add(random.nextLong() >>> random.nextInt(Long.SIZE));
        }
        return addresses;
    }

    private static void aroundEnds(List<Long> addresses, long start, long end) {
        addresses.addAll(List.of(start - 1, start, start + 1, end - 1, end, end + 1));
    }
}
