package io.targetnode.analysis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.Machines;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NumaOption;
import io.targetnode.kernel.Platform;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LayoutFingerprintTest {

    private static final AddressRange RAM = new AddressRange(0, 0x7fffffff);
    private static final SratEntry APIC = new SratEntry.Apic(0, 48, 0, true, 0);
    private static final SratEntry MEMORY = new SratEntry.Memory(1, 64, 0, 0, 0x80000000L, true, false, false);
    private static final Cedt.Window WINDOW = new Cedt.Window(0, 36, 0x80000000L, 0x10000000);

    @Test
    void aFingerprintHas32HexadecimalDigits() {
        assertThat(LayoutFingerprint.of(Machines.mission())).matches("[0-9a-f]{32}");
    }

    @Test
    void positionsProcessorNumbersAndOptionsOfTheKernelDoNotCount() {
        String layout = of(APIC, MEMORY);
        assertThat(of(
                        new SratEntry.Apic(7, 80, 0, true, 99),
                        new SratEntry.Memory(9, 96, 0, 0, 0x80000000L, true, false, false)))
                .as("positions and processor numbers")
                .isEqualTo(layout);
        assertThat(of(APIC, new SratEntry.Apic(1, 64, 0, true, 1), MEMORY))
                .as("a second processor")
                .isEqualTo(layout);
        assertThat(of(APIC, new SratEntry.Apic(1, 64, 5, false, 1), MEMORY))
                .as("a disabled processor")
                .isEqualTo(layout);
        assertThat(of(APIC, new SratEntry.Skipped(1, 64, 4), MEMORY))
                .as("a skipped entry")
                .isEqualTo(layout);
        assertThat(of(MEMORY, APIC)).as("processors are read first").isEqualTo(layout);
        Tables tables = tables(3, false, List.of(WINDOW), APIC, MEMORY);
        BootInputs otherOptions = new BootInputs(UsableRam.of(List.of(RAM)), tables, NumaOption.OFF, 64);
        assertThat(LayoutFingerprint.of(otherOptions)).as("options").isEqualTo(layout);
    }

    @Test
    void everythingThatTheNumaPassReadsCounts() {
        List<String> all = new ArrayList<>(List.of(
                of(APIC, MEMORY),
                of(MEMORY),
                of(APIC),
                of(APIC, MEMORY, MEMORY),
                of(APIC, new SratEntry.Memory(1, 64, 1, 0, 0x80000000L, true, false, false)),
                of(APIC, new SratEntry.Memory(1, 64, 0, 0x1000, 0x80000000L, true, false, false)),
                of(APIC, new SratEntry.Memory(1, 64, 0, 0, 0x80001000L, true, false, false)),
                of(APIC, new SratEntry.Memory(1, 64, 0, 0, 0x80000000L, true, true, false)),
                of(APIC, new SratEntry.Memory(1, 64, 0, 0, 0x80000000L, true, false, true)),
                of(new SratEntry.Apic(0, 48, 0x101, true, 0), MEMORY),
                of(new SratEntry.X2Apic(0, 48, 1, true, 32767), MEMORY),
                of(new SratEntry.X2Apic(0, 48, 1, true, 32768), MEMORY),
                of(APIC, new SratEntry.GenericInitiator(1, 64, 1, true), MEMORY),
                of(APIC, new SratEntry.GenericInitiator(1, 64, 1, false), MEMORY),
                of(APIC, MEMORY, new SratEntry.WrongLength(2, 104, 0, 9)),
                of(APIC, MEMORY, new SratEntry.WrongLength(2, 104, 1, 9)),
                of(APIC, new SratEntry.WrongLength(2, 104, 1, 9), MEMORY),
                of(tables(3, true, List.of(WINDOW), APIC, MEMORY), RAM),
                of(tables(3, false, List.of(), APIC, MEMORY), RAM),
                of(tables(3, false, List.of(new Cedt.Window(0, 36, 0, 0x10000000)), APIC, MEMORY), RAM),
                of(tables(3, false, List.of(new Cedt.Window(0, 36, 0x80000000L, 0)), APIC, MEMORY), RAM),
                of(tables(3, false, List.of(WINDOW, WINDOW), APIC, MEMORY), RAM),
                of(tables(3, false, List.of(WINDOW), APIC, MEMORY), new AddressRange(0, 0x7fffefff)),
                of(new Tables(Optional.empty(), Optional.empty()), RAM),
                LayoutFingerprint.of(Machines.described(range(MemoryType.SYSTEM_RAM, 0))),
                LayoutFingerprint.of(Machines.described(range(MemoryType.SYSTEM_RAM, 1))),
                LayoutFingerprint.of(Machines.described(range(MemoryType.HOTPLUG, 0)))));
        Platform arm = new Platform(Architecture.ARM64, 4096);
        for (SratEntry processor : List.of(
                new SratEntry.Gicc(0, 48, 0, true),
                new SratEntry.Gicc(0, 48, 2, true),
                new SratEntry.Gicc(0, 48, 0, false))) {
            all.add(LayoutFingerprint.of(new BootInputs(
                    UsableRam.of(List.of(RAM)),
                    tables(3, false, List.of(WINDOW), processor, MEMORY),
                    NumaOption.NONE,
                    16,
                    arm)));
        }
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void aProcessorOfRiscvCounts() {
        Platform platform = new Platform(Architecture.RISCV64, 4096);
        List<String> all = Stream.of(
                        new SratEntry.Rintc(0, 48, 0, true),
                        new SratEntry.Rintc(0, 48, 1, true),
                        new SratEntry.Rintc(0, 48, 1, false))
                .map(entry -> LayoutFingerprint.of(new BootInputs(
                        UsableRam.of(List.of(RAM)),
                        tables(3, false, List.of(WINDOW), entry, MEMORY),
                        NumaOption.NONE,
                        4,
                        platform)))
                .toList();
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void bitsThatAnOldRevisionMasksDoNotCount() {
        SratEntry wide = new SratEntry.Memory(1, 64, 0x100, 0, 0x80000000L, true, false, false);
        List<String> narrow = IntStream.of(0, 1)
                .mapToObj(revision -> of(tables(revision, false, List.of(WINDOW), APIC, wide), RAM))
                .toList();
        assertThat(narrow).containsOnly(of(APIC, MEMORY));
        assertThat(of(APIC, wide)).isNotEqualTo(of(APIC, MEMORY));
    }

    private static String of(SratEntry... entries) {
        return of(tables(3, false, List.of(WINDOW), entries), RAM);
    }

    private static String of(NodeDescription memory, AddressRange ram) {
        return LayoutFingerprint.of(new BootInputs(UsableRam.of(List.of(ram)), memory, NumaOption.NONE, 1024));
    }

    private static Tables tables(int revision, boolean cut, List<Cedt.Window> windows, SratEntry... entries) {
        return new Tables(Optional.of(new Srat(revision, List.of(entries), cut)), Optional.of(new Cedt(windows)));
    }

    private static DescribedRange range(MemoryType type, int node) {
        return new DescribedRange(0, RAM, type, node);
    }
}
