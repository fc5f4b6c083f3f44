package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.KernelRelease;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureSignsTest {

    private static final String X86_BANNER =
            "Linux version 6.12.9 (x@y) (x86_64-linux-gnu-gcc-13 (Ubuntu 13.3.0) 13.3.0) #1 SMP";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Linux version 6.12.9+bpo-arm64 (x@y) (gcc-12) #1 SMP|ARM64|the name of its release",
                "Linux version 5.14.0-570.el9.aarch64+64k (x@y) (gcc) #1 SMP|ARM64|the name of its release",
                "Linux version 6.8.0-45-generic (x@y) (aarch64-linux-gnu-gcc-13 (Ubuntu 13.2) 13.2) #45|ARM64|the compiler in its first line",
                "Linux version 5.15.1 (x@y) (aarch64-poky-linux-gcc (GCC) 11.2.0) #1|ARM64|the compiler in its first line",
                "Linux version 6.6.1 (x@y) (riscv64-unknown-linux-gnu-gcc (x) 13.2) #1|RISCV64|the compiler in its first line",
                "Linux version 6.6.1 (x@y) (loongarch64-linux-gnu-gcc (x) 13.2) #1|LOONGARCH64|the compiler in its first line",
                X86_BANNER + "|X86_64|the compiler in its first line",
                "Booting Linux on physical CPU 0x0000080000 [0x481fd010]|ARM64|its line 'Booting Linux on physical CPU'",
                "psci: PSCIv1.1 detected in firmware.|ARM64|its lines 'psci:'",
                "ACPI: GTDT 0x0000000039B00000 00007C (v02 HISI   HIP08    00000000 HISI 20151124)|ARM64|the table GTDT or IORT in its list",
                "ACPI: IORT 000000009F0B0198 000080 (v05 BOCHS  BXPC     00000001 BXPC 00000001)|ARM64|the table GTDT or IORT in its list",
                "ACPI: NUMA: SRAT: PXM 0 -> MPIDR 0x0 -> Node -1|ARM64|its lines 'SRAT: PXM … -> MPIDR'",
                "SBI specification v2.0 detected|RISCV64|its line 'SBI specification'",
                "riscv: base ISA extensions acdfimv|RISCV64|its lines 'riscv:'",
                "ACPI: RHCT 0x00000000FF0B0198 000080 (v01 BOCHS  BXPC     00000001 BXPC 00000001)|RISCV64|the table RHCT in its list",
                "64-bit Loongson Processor probed (LA664 Core)|LOONGARCH64|its line '64-bit Loongson Processor probed'",
                "BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable|X86_64|its lines 'BIOS-e820:'",
                "SRAT: PXM 0 -> APIC 0x00 -> Node 0|X86_64|its lines 'SRAT: PXM … -> APIC'"
            })
    void aLineShowsTheArchitecture(String line, Architecture architecture, String shownBy) {
        assertThat(architectureOf(line)).contains(new ArchitectureSign(architecture, shownBy));
        assertThat(architectureOf("[    0.000000] " + line)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Linux version 6.12.9 (builder@amd64-arm64-1) (gcc (Debian 12.2.0-14) 12.2.0, GNU ld) #1 SMP",
                "Booting Linux on physical CPU 0x0",
                "SRAT: PXM 0 -> CPU 0x00 -> Node 0",
                "ACPI: APIC 0x000000009F0B0C98 0000B8 (v04 BOCHS  BXPC     00000001 BXPC 00000001)",
                "ACPI: NUMA: SRAT: Invalid SRAT header length: 16",
                "NUMA: Faking a node at [mem 0x0000000040000000-0x00000000bfffffff]"
            })
    void otherLinesShowNone(String line) {
        assertThat(architectureOf(line)).isEmpty();
    }

    @Test
    void linesOfSeveralArchitecturesShowNoneUnlessTheFirstLineDecides() {
        String both = "psci: probing for conduit method from ACPI.\nSBI specification v2.0 detected\n";
        assertThat(architectureOf(both)).isEmpty();
        assertThat(architectureOf(X86_BANNER + "\n" + both))
                .hasValueSatisfying(sign -> assertThat(sign.architecture()).isEqualTo(Architecture.X86_64));
    }

    @Test
    void theNameOfTheReleaseDecidesBeforeTheCompiler() {
        assertThat(architectureOf(X86_BANNER.replace("6.12.9", "6.12.9-arm64")))
                .hasValueSatisfying(sign -> assertThat(sign.architecture()).isEqualTo(Architecture.ARM64));
    }

    /** On arm64, a boot begins with the line before the banner. */
    @Test
    void eachOfSeveralBootsBeginsWithItsLineAboutTheProcessor() {
        String arm64 = "Booting Linux on physical CPU 0x0000000000 [0x410fd083]\nLinux version 6.8.1 (x@y) (gcc) #1\n";
        String other = "Linux version 6.9.1 (x@y) (gcc) #1\nZone ranges:\n";
        assertThat(architectureOf(other + arm64)).isPresent();
        assertThat(architectureOf(arm64 + other)).isEmpty();
        BootLog first = BootLog.parse(bytes(arm64 + other), Optional.of(KernelRelease.parse("6.8.1")));
        assertThat(first.architecture()).isPresent();
        BootLog last = BootLog.parse(bytes(other + arm64), Optional.of(KernelRelease.parse("6.9.1")));
        assertThat(last.architecture()).isEmpty();
    }

    @Test
    void aDeviceTreeIsShownByItsModelIfNoAcpiTableIsListed() {
        String model = "Linux version 6.12.9-arm64 (x@y) (gcc) #1\nMachine model: Raspberry Pi 5\n";
        assertThat(BootLog.parse(bytes(model)).deviceTree()).isTrue();
        String acpi = "ACPI: RSDP 0x000000003A300000 000024 (v02 HISI  )\n";
        assertThat(BootLog.parse(bytes(model + acpi)).deviceTree()).isFalse();
        assertThat(BootLog.parse(bytes(acpi)).deviceTree()).isFalse();
    }

    private static Optional<ArchitectureSign> architectureOf(String log) {
        // The last line only makes the text a boot log.
        return BootLog.parse(bytes(log + "\nZone ranges:\n")).architecture();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
