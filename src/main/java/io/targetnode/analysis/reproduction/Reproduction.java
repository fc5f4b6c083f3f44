package io.targetnode.analysis.reproduction;

import io.targetnode.acpi.Cedt;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NumaOption;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import io.targetnode.resolve.Answer;
import io.targetnode.resolve.BackingRanges;
import io.targetnode.resolve.TargetNodeResolver;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A QEMU machine whose kernel gives every address from 1 MiB on the same node as the kernel of a topology. The replay of the virtual machine is
 * compared with that of the topology before it is offered.
 *
 * @param view the topology and the kernel
 * @param srat the binary SRAT; empty if the machine has none
 * @param cedt the binary CEDT; empty if the machine has none
 * @param lowBytes the size of QEMU's RAM from 0 on
 * @param memoryBytes the size of all of QEMU's RAM
 * @param parameters the parameters of the kernel
 * @param softReserved windows that the parameters make soft-reserved, so that the dax driver shows their target nodes
 * @param boot the replay of the virtual machine
 */
public record Reproduction(
        KernelView view,
        Optional<byte[]> srat,
        Optional<byte[]> cedt,
        long lowBytes,
        long memoryBytes,
        List<String> parameters,
        List<AddressRange> softReserved,
        Boot boot) {

    /** The last page of conventional memory is reserved. */
    private static final AddressRange CONVENTIONAL = new AddressRange(0x1000, 0x9efff);

    /** Leaves space for the parameters that a user adds; x86 accepts 2,047 characters. */
    private static final int MAX_CHARACTERS = 1800;

    private static final String REMOVE_RAM = "memmap=0x%x%%0x%x-1";
    private static final String SOFT_RESERVE = "memmap=0x%x%%0x%x+0xefffffff";

    public Reproduction {
        parameters = List.copyOf(parameters);
        softReserved = List.copyOf(softReserved);
    }

    /**
     * The virtual machine for a topology under a kernel.
     *
     * @throws NotReproducibleException if QEMU cannot boot such a machine
     */
    public static Reproduction of(KernelView view) {
        BootInputs inputs = view.topology().upload().machine().inputs();
        if (inputs.platform().architecture() != Architecture.X86_64) {
            throw new NotReproducibleException("only machines of x86-64 are reproduced, and this one is of %s"
                    .formatted(inputs.platform().architecture().apiName()));
        }
        ReproducedTables tables = ReproducedTables.of(inputs.memory());
        QemuRam ram = QemuRam.of(inputs.ram(), edges(tables.read()));
        BootInputs reproduced = new BootInputs(
                UsableRam.of(Stream.concat(Stream.of(CONVENTIONAL), ram.kept().stream())
                        .toList()),
                tables.read(),
                inputs.numa(),
                inputs.maxNodes(),
                inputs.platform());
        Boot boot = BootReplay.of(reproduced, view.choice().range().behaviour());
        requireSameAnswers(view, boot, reproduced);
        List<AddressRange> softReserved = softReserved(tables.read(), ram, inputs.ram());
        return new Reproduction(
                view,
                tables.srat(),
                tables.cedt(),
                ram.lowBytes(),
                ram.lowBytes() + ram.highBytes(),
                parameters(inputs.numa(), ram, softReserved),
                softReserved,
                boot);
    }

    /** The RAM that the kernel of the virtual machine uses. */
    public long usedBytes() {
        return boot.nodes().ramBytes().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static List<Long> edges(Tables tables) {
        List<Long> edges = new ArrayList<>();
        tables.srat().stream()
                .flatMap(srat -> srat.memoryEntries().stream())
                .forEach(memory -> edges.addAll(List.of(memory.base(), memory.base() + memory.lengthBytes())));
        windows(tables).forEach(window -> edges.addAll(List.of(window.base(), window.base() + window.sizeBytes())));
        return edges;
    }

    private static Stream<Cedt.Window> windows(Tables tables) {
        return tables.cedt().stream().flatMap(cedt -> cedt.windows().stream());
    }

    /** Compares under both rules, so that the reproduction is also that of a kernel with the other rule. */
    private static void requireSameAnswers(KernelView view, Boot boot, BootInputs inputs) {
        TargetNodeResolver original = view.resolver();
        TargetNodeResolver reproduced =
                new TargetNodeResolver(boot, view.choice().rule(), BackingRanges.of(inputs), () -> {});
        Optional<Long> differing = TargetNodeResolver.ranges(List.of(original, reproduced)).stream()
                .filter(range -> !Address.below(range.end(), QemuRam.MIB))
                .map(range -> Address.max(range.start(), QemuRam.MIB))
                .filter(address -> differ(original.answer(address), reproduced.answer(address)))
                .findFirst();
        differing.ifPresent(address -> {
            throw new NotReproducibleException(
                    "a kernel that boots these ranges in QEMU would give %s another node than this topology does"
                            .formatted(Address.print(address)));
        });
        if (view.boot().rejection().isPresent() != boot.rejection().isPresent()) {
            throw new NotReproducibleException("the kernel rejects only one of the two configurations");
        }
    }

    private static boolean differ(Answer original, Answer reproduced) {
        return Stream.of(LookupRule.PREFER_ONLINE, LookupRule.PREFER_RESERVED)
                .anyMatch(rule -> original.targetNode(rule) != reproduced.targetNode(rule));
    }

    /** Windows without RAM at addresses that no device uses. */
    private static List<AddressRange> softReserved(Tables tables, QemuRam ram, UsableRam wanted) {
        return windows(tables)
                .filter(window ->
                        window.sizeBytes() > 0 && Address.below(window.base(), window.base() + window.sizeBytes()))
                .map(window -> new AddressRange(window.base(), window.base() + window.sizeBytes() - 1))
                .filter(range -> QemuRam.isAddressable(range) && !ram.isOfDevices(range) && !wanted.overlaps(range))
                .toList();
    }

    private static List<String> parameters(NumaOption numa, QemuRam ram, List<AddressRange> softReserved) {
        List<String> parameters = new ArrayList<>(List.of("console=ttyS0", "nokaslr"));
        switch (numa) {
            case OFF -> parameters.add("numa=off");
            case NO_ACPI -> parameters.add("numa=noacpi");
            case NONE -> {
                // The kernel reads the tables.
            }
        }
        ram.holes().forEach(hole -> parameters.add(memmap(REMOVE_RAM, hole)));
        softReserved.forEach(window -> parameters.add(memmap(SOFT_RESERVE, window)));
        if (String.join(" ", parameters).length() > MAX_CHARACTERS) {
            throw new NotReproducibleException(
                    "the RAM has %d holes; the parameters that remove them exceed the kernel's command line"
                            .formatted(ram.holes().size()));
        }
        return parameters;
    }

    private static String memmap(String form, AddressRange range) {
        return form.formatted(range.sizeBytes(), range.start());
    }
}
