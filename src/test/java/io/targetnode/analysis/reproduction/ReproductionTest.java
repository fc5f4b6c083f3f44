package io.targetnode.analysis.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.acpi.SratEntry;
import io.targetnode.analysis.verification.BootedMachines;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.Machines;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NumaOption;
import io.targetnode.kernel.Platform;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Machine;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReproductionTest {

    private static final long GIB = 1L << 30;

    static List<KernelView> booted() {
        return BootedMachines.views();
    }

    /** The constructor compares the answers. */
    @ParameterizedTest
    @MethodSource("booted")
    void everyBootedMachineIsReproduced(KernelView view) {
        Reproduction machine = Reproduction.of(view);
        assertThat(machine.parameters()).startsWith("console=ttyS0", "nokaslr");
        assertThat(machine.boot().possibleNodes()).isEqualTo(view.boot().possibleNodes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.1.176", "6.12.74", "7.3"})
    void theExampleHasAHoleAndASoftReservedWindow(String kernel) {
        Reproduction machine = Reproduction.of(view(Machines.mission(), kernel));
        assertThat(machine.parameters())
                .containsExactly(
                        "console=ttyS0",
                        "nokaslr",
                        "memmap=0x20000000%0x20000000-1",
                        "memmap=0x10000000%0x20000000+0xefffffff");
        assertThat(machine.softReserved()).containsExactly(new AddressRange(0x20000000, 0x2fffffff));
        assertThat(machine.lowBytes()).isEqualTo(0x80020000L);
        assertThat(machine.memoryBytes()).isEqualTo(0x80020000L);
    }

    @Test
    void describedRangesBecomeTables() {
        Reproduction machine = Reproduction.of(view(
                Machines.described(
                        described(0, 0x0, 0x1fffffff, MemoryType.SYSTEM_RAM, 0),
                        described(1, 0x20000000, 0x2fffffff, MemoryType.CXL_WINDOW, 2),
                        described(2, 0x40000000, 0x5fffffff, MemoryType.SYSTEM_RAM, 0),
                        described(3, 0x60000000, 0x7fffffff, MemoryType.SYSTEM_RAM, 1),
                        described(4, 0x400000000L, 0x4ffffffffL, MemoryType.HOTPLUG, 1)),
                "6.12.74"));
        assertThat(machine.srat()).isPresent();
        assertThat(machine.cedt()).isPresent();
        assertThat(machine.softReserved()).hasSize(1);
    }

    @Test
    void describedNodesThatNoKernelDerivesAreRefused() {
        assertRefused(
                Machines.described(
                        described(0, 0x0, 0x7fffffff, MemoryType.SYSTEM_RAM, 0),
                        described(1, 0x100000000L, 0x10fffffffL, MemoryType.CXL_WINDOW, 7)),
                "would give 0x100000000 another node");
    }

    @Test
    void aLargeMachineNeedsLittleMemory() {
        Machines large = new Machines()
                .ram(0, 0x7fffffff)
                .ram(4 * GIB, 400 * GIB - 1)
                .ram(500 * GIB, 900 * GIB - 1)
                .memory(0, 0, 0x7fffffff)
                .memory(0, 4 * GIB, 300 * GIB - 1)
                .memory(1, 300 * GIB, 400 * GIB - 1)
                .memory(0, 500 * GIB, 900 * GIB - 1)
                .window(410 * GIB, 420 * GIB - 1)
                .window(2000 * GIB, 2001 * GIB - 1);
        Reproduction machine = Reproduction.of(view(large.inputs(), "6.12.74"));
        assertThat(machine.memoryBytes()).isEqualTo(0x80020000L + 896 * GIB);
        assertThat(machine.usedBytes()).isLessThan(3 * GIB);
        assertThat(machine.softReserved())
                .as("2 TiB is beyond the addresses of QEMU's processor")
                .containsExactly(new AddressRange(410 * GIB, 420 * GIB - 1));
        assertThat(machine.parameters()).contains("memmap=0x280000000%0x6680000000+0xefffffff");
    }

    @Test
    void theOptionsForNumaAreKept() {
        Machines machine = new Machines().ram(0, 0x7fffffff).memory(0, 0, 0x7fffffff);
        assertThat(Reproduction.of(view(machine.inputs(NumaOption.OFF), "7.3")).parameters())
                .contains("numa=off");
        assertThat(Reproduction.of(view(machine.inputs(NumaOption.NO_ACPI), "7.3"))
                        .parameters())
                .contains("numa=noacpi");
    }

    @Test
    void windowsThatDevicesOrRamOccupyAreNotSoftReserved() {
        Machines machine = new Machines()
                .ram(0, 0x7fffffff)
                .memory(0, 0, 0x7fffffff)
                .window(0xc0000000L, 0xcfffffffL)
                .window(0x10000000, 0x1fffffff)
                .window(0xfffffffff0000000L, 0xffffffffffffffffL)
                .window(0x8000000000L, 0x7fffffffffL);
        assertThat(Reproduction.of(view(machine.inputs(), "6.12.74")).softReserved())
                .isEmpty();
    }

    @Test
    void whatQemuDoesNotHaveIsRefused() {
        assertRefused(
                new Machines().ram(0, 0xcfffffffL).memory(0, 0, 0xcfffffffL).inputs(), "RAM at 0x0-0xcfffffff");
        assertRefused(
                new Machines()
                        .ram(0, 0x7fffffff)
                        .ram(1024 * GIB, 1025 * GIB - 1)
                        .memory(0, 0, 1025 * GIB - 1)
                        .inputs(),
                "and from 4 GiB to 1012 GiB");
        assertRefused(
                new Machines()
                        .ram(0, 0x7fffffff)
                        .ram(0x8000000000000000L, 0x80000000ffffffffL)
                        .memory(0, 0, 0x7fffffff)
                        .inputs(),
                "RAM at 0x8000000000000000");
        assertRefused(
                new Machines()
                        .ram(0x40000000, 0x7fffffff)
                        .memory(0, 0x40000000, 0x7fffffff)
                        .inputs(),
                "no RAM from 1 MiB to 256 MiB");
        assertRefused(new Machines().memory(0, 0, 0xfff).inputs(), "no RAM from 1 MiB to 256 MiB");
    }

    @Test
    void anX2ApicWithAnIdThatXapicDoesNotHaveGetsASmallerOne() {
        Machines machine = new Machines()
                .ram(0, 0x7fffffff)
                .entry(new SratEntry.X2Apic(0, 48, 3, true, 1000))
                .entry(new SratEntry.X2Apic(1, 72, 4, true, 7))
                .memory(0, 0, 0x7fffffff);
        assertThat(Reproduction.of(view(machine.inputs(), "7.3")).boot().possibleNodes())
                .containsExactly(0, 1, 2);
        assertRefused(
                machine.entry(new SratEntry.X2Apic(3, 136, 5, true, 40_000)).inputs(),
                "SRAT entry 3 has x2APIC id 40000");
    }

    @Test
    void aTableThatQemuDoesNotTakeIsRefused() {
        Machines machine = new Machines().ram(0, 0x7fffffff).memory(0, 0, 0x7fffffff);
        for (int index = 1; index < 2000; index++) {
            machine.hotplug(0, 0x1000000000L * index, 0x1000000000L * index);
        }
        assertRefused(machine.inputs(), "the SRAT has 80048 bytes or more");
        for (int index = 2000; index < 20_000; index++) {
            machine.entry(new SratEntry.Skipped(index, 0, 4));
        }
        assertRefused(machine.inputs(), "the SRAT has 80000 bytes or more");
    }

    @Test
    void tooManyHolesAreRefused() {
        Machines machine = new Machines().ram(0, 0x1fffffff).memory(0, 0, 0x7fffffff);
        for (long start = 0x20100000; start < 0x30000000; start += 0x200000) {
            machine.ram(start, start + 0xfffff);
        }
        assertRefused(machine.inputs(), "the RAM has 128 holes");
    }

    @Test
    void anotherArchitectureIsRefused() {
        BootInputs inputs = Machines.mission();
        assertRefused(
                new BootInputs(
                        inputs.ram(),
                        inputs.memory(),
                        NumaOption.NONE,
                        16,
                        Platform.of(Architecture.ARM64, Optional.empty())),
                "only machines of x86-64 are reproduced, and this one is of arm64");
    }

    private static DescribedRange described(int index, long start, long end, MemoryType type, int node) {
        return new DescribedRange(index, new AddressRange(start, end), type, node);
    }

    private static void assertRefused(BootInputs inputs, String reason) {
        assertThatThrownBy(() -> Reproduction.of(view(inputs, "7.3")))
                .isInstanceOf(NotReproducibleException.class)
                .hasMessageContaining(reason);
    }

    private static KernelView view(BootInputs inputs, String kernel) {
        return Replayed.of(new Machine(inputs, Optional.of(KernelRelease.parse(kernel)), List.of(), List.of()))
                .under(Optional.empty(), Optional.empty());
    }
}
