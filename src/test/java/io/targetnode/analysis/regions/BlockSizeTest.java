package io.targetnode.analysis.regions;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.analysis.regions.BlockSize.Source;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.Machines;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NumaOption;
import io.targetnode.kernel.Platform;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockSizeTest {

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    /** A machine whose RAM ends at an address, with one window. */
    private static BootInputs machine(String ramEnd, String windowStart, String windowEnd, NumaOption numa) {
        long end = Address.parse(ramEnd) - 1;
        Machines machine = new Machines().ram(0, end).memory(0, 0, end);
        return windowStart == null
                ? machine.inputs(numa)
                : machine.window(Address.parse(windowStart), Address.parse(windowEnd) - 1)
                        .inputs(numa);
    }

    @ParameterizedTest
    @CsvSource({
        // RAM below 64 GiB
        "0x80000000, 0x1510000000, 0x1710000000, 7.3.4, false, 128",
        "0xffffff000, 0x1510000000, 0x1710000000, 7.3.4, true, 128",
        // X6-block-2g and X6d-block-advice-and-end of the captures
        "0x1220000000, 0x1510000000, 0x1710000000, 6.12.118, false, 2048",
        "0x1220000000, 0x1510000000, 0x1710000000, 7.3.4, false, 256",
        "0x1220000000, 0x1540000000, 0x16c0000000, 6.12.118, false, 2048",
        "0x1220000000, 0x1540000000, 0x16c0000000, 6.18.15, false, 512",
        "0x1220000000, 0x1540000000, 0x16c0000000, 7.3.4, false, 512",
        // Under a hypervisor the size divides the end of RAM
        "0x1220000000, 0x1540000000, 0x16c0000000, 6.12.118, true, 512",
        "0x1200000000, 0x1540000000, 0x16c0000000, 6.12.118, true, 2048",
        "0x1208000000, 0x1540000000, 0x16c0000000, 6.12.118, true, 128",
        "0x1204000000, 0x1540000000, 0x16c0000000, 6.12.118, true, 128",
        // Without a window of 256 MiB alignment
        "0x1220000000,,, 7.3.4, false, 2048",
        "0x1220000000,,, 7.3.4, true, 512",
        "0x1220000000, 0x1518000000, 0x1610000000, 7.3.4, false, 2048",
        // The windows do not raise the size above 2 GiB, and it is at least 128 MiB
        "0x1200000000, 0x2000000000, 0x3000000000, 7.3.4, false, 2048",
        "0x1208000000, 0x2000000000, 0x3000000000, 7.3.4, false, 128",
        "0x1204000000, 0x2000000000, 0x3000000000, 7.3.4, false, 128",
        "0x1200000000, 0x8000000000000000, 0xc000000000000000, 7.3.4, false, 2048",
    })
    void theRuleOfX8664DependsOnRamWindowsReleaseAndHypervisor(
            String ramEnd, String windowStart, String windowEnd, String kernel, boolean hypervisor, long mebibytes) {
        TriedMachine machine = TriedMachine.of(machine(ramEnd, windowStart, windowEnd, NumaOption.NONE));
        BlockSize size = BlockSize.of((hypervisor ? machine.hypervisor() : machine).under(kernel));
        assertThat(size.bytes()).isEqualTo(mebibytes * MIB);
        assertThat(size.source()).isEqualTo(Source.KERNEL_RULE);
        assertThat(size.reason())
                .startsWith("The rule of this kernel gives it: ")
                .endsWith(".");
    }

    @Test
    void withNumaOffTheKernelReadsNoWindow() {
        BootInputs off = machine("0x1220000000", "0x1510000000", "0x1710000000", NumaOption.OFF);
        assertThat(BlockSize.of(TriedMachine.of(off).under("7.3.4")).bytes()).isEqualTo(2 * GIB);
        BootInputs noSrat = machine("0x1220000000", "0x1510000000", "0x1710000000", NumaOption.NO_ACPI);
        assertThat(BlockSize.of(TriedMachine.of(noSrat).under("7.3.4")).bytes()).isEqualTo(256 * MIB);
    }

    @Test
    void theSmallestAlignmentOfAllWindowsCounts() {
        BootInputs inputs = new Machines()
                .ram(0, 0x11ffffffffL)
                .memory(0, 0, 0x11ffffffffL)
                .window(0x2000000000L, 0x2fffffffffL)
                .window(0x3000000000L, 0x303fffffffL)
                .window(0x4008000000L, 0x4017ffffffL)
                .inputs();
        assertThat(BlockSize.of(TriedMachine.of(inputs).under("7.3.4")).bytes()).isEqualTo(GIB);
    }

    @Test
    void describedWindowsCountToo() {
        BootInputs inputs = Machines.described(
                new DescribedRange(0, new AddressRange(0, 0x11ffffffffL), MemoryType.SYSTEM_RAM, 0),
                new DescribedRange(1, new AddressRange(0x2010000000L, 0x201fffffffL), MemoryType.CXL_WINDOW, 1));
        assertThat(BlockSize.of(TriedMachine.of(inputs).under("7.3.4")).bytes()).isEqualTo(256 * MIB);
    }

    @ParameterizedTest
    @CsvSource({"ARM64, 4096, 128", "ARM64, 16384, 128", "ARM64, 65536, 512", "RISCV64, 4096, 128"})
    void onOtherArchitecturesThePageSizeDecides(Architecture architecture, int pageBytes, long mebibytes) {
        BootInputs x86 = machine("0x1220000000", "0x1510000000", "0x1710000000", NumaOption.NONE);
        BootInputs inputs =
                new BootInputs(x86.ram(), x86.memory(), NumaOption.NONE, 16, new Platform(architecture, pageBytes));
        assertThat(BlockSize.of(TriedMachine.of(inputs).under("7.3.4")).bytes()).isEqualTo(mebibytes * MIB);
    }

    @Test
    void theSizeThatAKernelShowedCountsForThisKernelOnly() {
        TriedMachine shown = TriedMachine.of(Machines.mission()).blocks(64 * MIB);
        assertThat(BlockSize.of(shown.own("7.3.4")))
                .isEqualTo(new BlockSize(64 * MIB, Source.EVIDENCE, "The uploaded files of this kernel show it."));
        assertThat(BlockSize.of(shown.under("6.12.118")).bytes()).isEqualTo(128 * MIB);
        assertThat(BlockSize.of(shown.under(KernelTable.NEWEST.text())).source())
                .as("a machine without a known kernel is taken to run the newest one")
                .isEqualTo(Source.EVIDENCE);
    }
}
