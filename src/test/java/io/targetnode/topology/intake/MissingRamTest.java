package io.targetnode.topology.intake;

import static io.targetnode.topology.intake.FieldUpload.file;
import static io.targetnode.topology.intake.FieldUpload.read;
import static io.targetnode.topology.intake.FieldUpload.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.capture.CaptureException;
import io.targetnode.capture.Machine;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.IncompleteMachineException;
import io.targetnode.topology.Upload;
import io.targetnode.topology.service.Replayed;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that do not show where usable RAM is: the refusal says what each file shows, and what to upload. */
class MissingRamTest {

    private static final Machine SEED = Machine.of("E-seed-sandwich", "7.3.4");
    private static final String BOOT_LOG_OR_IOMEM =
            " Upload the boot log from its first line (journalctl -k -b 0), or iomem (sudo cat /proc/iomem).";
    private static final String WITH_TABLES = " With iomem, upload srat and cedt too (/sys/firmware/acpi/tables).";

    private static void assertIncomplete(String shown, byte[]... files) {
        FieldUpload upload = new FieldUpload();
        for (byte[] file : files) {
            upload.with(file);
        }
        assertThatThrownBy(upload::read)
                .isInstanceOf(IncompleteMachineException.class)
                .hasMessage("usable RAM is unknown: " + shown);
    }

    private static byte[] dump(String signature, byte[] table) {
        StringBuilder text = new StringBuilder(signature + " @ 0x0000000000000000\n");
        for (int i = 0; i < table.length; i += 16) {
            int end = Math.min(i + 16, table.length);
            text.append("    %04X: %s\n".formatted(i, HexFormat.ofDelimiter(" ").formatHex(table, i, end)));
        }
        return text(text + "\n");
    }

    @Test
    void aBootLogThatBeginsTooLateIsNamed() {
        String log = SEED.text("dmesg.txt");
        String late = log.substring(log.indexOf("Zone ranges:"), log.indexOf("Early memory node ranges"));
        assertIncomplete("the boot log (dmesg) begins after the memory map." + BOOT_LOG_OR_IOMEM, text(late));
        String other = Machine.of("A-one-window", "7.3.4").text("dmesg.txt");
        String insideMap =
                other.substring(other.indexOf('\n', other.indexOf("BIOS-e820: [")) + 1, other.indexOf("Zone ranges:"));
        assertThatThrownBy(() -> new FieldUpload()
                        .with(text(insideMap.replaceAll("(?m)^.*SRAT: Node.*\n", "")))
                        .read())
                .isInstanceOf(IncompleteMachineException.class)
                .hasMessageContaining("the boot log (dmesg) begins after the memory map.");
    }

    @Test
    void aBootLogWithItsBeginningLacksLines() {
        assertIncomplete(
                "the boot log (dmesg) lacks the lines of the memory map and of the early memory node ranges."
                        + BOOT_LOG_OR_IOMEM,
                file("missing-ram/dmesg-without-ram.txt"));
    }

    @Test
    void aBootLogWithHotPluggableRangesOnlyIsNamed() {
        String entry = "ACPI: SRAT: Node 0 PXM 0 [mem 0x100000000-0x1ffffffff] hotplug\n";
        assertIncomplete(
                "the boot log (dmesg) begins after the memory map, and every SRAT range in it is hot-pluggable."
                        + BOOT_LOG_OR_IOMEM,
                text(entry));
    }

    @Test
    void blocksThatTheKernelJoinedServeAsRamIfAllRangesAreHotPluggable() {
        Upload upload = new FieldUpload()
                .with(file("missing-ram/azure-hotplug-only.txt"))
                .read();
        assertThat(upload.machine().inputs().ram()).hasToString("[0x1000-0x3fffffff, 0x100000000-0x4bfffffff]");
        assertThat(upload.machine().assumptions())
                .extracting(Assumption::text)
                .anySatisfy(text -> assertThat(text).startsWith("Usable RAM is the blocks that the NUMA lines"))
                .anySatisfy(text ->
                        assertThat(text).contains("and one for each other block in its NUMA lines and node ranges"));
        assertThat(read(upload, HostFile.DMESG)).contains("usable RAM: 2 ranges");
        for (long address : new long[] {0x2000, 0x80000000L, 0x4bfffffffL, 0x4c0000000L, 0xfffffffffffffL}) {
            assertThat(answer(upload, address)).isZero();
        }
        assertThat(answer(upload, 0xfe0000000L)).isEqualTo(-1);
    }

    @Test
    void aResultOfAnEarlierJoinIsNoBlock() {
        Upload upload = new FieldUpload().with(text("""
                        ACPI: SRAT: Node 1 PXM 7 [mem 0x300000000-0x3ffffffff] hotplug
                        NUMA: Node 1 [mem 0x00100000-0x3fffffff] + [mem 0x80000000-0xbfffffff] -> [mem 0x00100000-0xbfffffff]
                        NUMA: Node 1 [mem 0x00100000-0xbfffffff] + [mem 0x100000000-0x1ffffffff] -> [mem 0x00100000-0x1ffffffff]
                        NUMA: Node 0 [mem 0x200000000-0x20fffffff] + [mem 0x220000000-0x22fffffff] -> [mem 0x200000000-0x22fffffff]
                        """)).read();
        assertThat(upload.machine().inputs().ram())
                .hasToString(
                        "[0x100000-0x3fffffff, 0x80000000-0xbfffffff, 0x100000000-0x20fffffff, 0x220000000-0x22fffffff]");
        assertThat(answer(upload, 0x100000)).isEqualTo(1);
        assertThat(answer(upload, 0x220000000L)).isZero();
        assertThat(answer(upload, 0x300000000L)).isEqualTo(1);
    }

    @Test
    void anAcpidumpWithoutAnSratIsOfAMachineWithOneNode() {
        byte[] complete = dump("FACP", new byte[40]);
        assertIncomplete(
                "the acpidump has no SRAT and no CEDT: the machine has one node." + BOOT_LOG_OR_IOMEM, complete);
        assertThat(answer(
                        new FieldUpload()
                                .with(complete)
                                .with(SEED.bytes("iomem.txt"))
                                .read(),
                        0x1000))
                .isZero();
        assertIncomplete("the acpidump has no SRAT and no CEDT." + BOOT_LOG_OR_IOMEM, dump("APIC", new byte[40]));
        assertIncomplete(
                "the acpidump has a CEDT, which shows windows, but no SRAT." + BOOT_LOG_OR_IOMEM,
                dump("CEDT", SEED.bytes("CEDT.bin")));
    }

    @Test
    void tablesWithHotPluggableRangesOnlyAreNamed() {
        byte[] srat = SEED.bytes("SRAT.bin");
        for (int at = 48; at < srat.length; at += srat[at + 1]) {
            if (srat[at] == 1) {
                srat[at + 28] = 3;
            }
        }
        assertIncomplete("every range of srat is hot-pluggable or disabled." + BOOT_LOG_OR_IOMEM, srat);
        assertIncomplete(
                "the acpidump has an SRAT in which every range is hot-pluggable or disabled." + BOOT_LOG_OR_IOMEM,
                dump("SRAT", srat));
    }

    @Test
    void aCedtAloneNeedsTheSratToo() {
        assertIncomplete(
                "cedt shows windows, not usable RAM." + BOOT_LOG_OR_IOMEM + WITH_TABLES, SEED.bytes("CEDT.bin"));
    }

    @ParameterizedTest
    @CsvSource({
        "after/memory-blocks.txt, memoryBlocks shows the memory that is online now",
        "after/nodes.txt, nodes shows sizes of nodes without addresses",
        "numactl-H.txt, numactl shows sizes of nodes without addresses",
        "after/daxctl-list.json, 'daxctl shows devices, not usable RAM'",
        "after/cxl-list-vvv.json, 'cxl shows devices, not usable RAM'",
        "after/memory-tiers.txt, memoryTiers shows no addresses of RAM",
    })
    void evidenceAloneIsNamed(String name, String shown) {
        assertThatThrownBy(() -> new FieldUpload().with(SEED.bytes(name)).read())
                .isInstanceOf(IncompleteMachineException.class)
                .hasMessageStartingWith("usable RAM is unknown: " + shown)
                .hasMessageEndingWith(BOOT_LOG_OR_IOMEM + WITH_TABLES);
    }

    @Test
    void onlineMemoryAloneIsNamed() {
        assertIncomplete(
                "lsmem shows the memory that is online now, not that at boot." + BOOT_LOG_OR_IOMEM + WITH_TABLES,
                file("lsmem-offline/lsmem.txt"));
    }

    @Test
    void eachFileIsNamedIncludingThoseThatAreNotUsed() {
        assertIncomplete(
                "cedt shows windows, not usable RAM; numactl shows sizes of nodes without addresses; file 3: the message of a command that failed: run the command as root (sudo) on a host where it is installed, and upload its output."
                        + BOOT_LOG_OR_IOMEM + WITH_TABLES,
                SEED.bytes("CEDT.bin"),
                SEED.bytes("numactl-H.txt"),
                text("cat: /proc/iomem: Permission denied\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dmesg: read kernel buffer failed: Operation not permitted",
                "cat: /proc/iomem: Permission denied",
                "cat: /sys/firmware/acpi/tables/SRAT: Permission denied",
                "cat: /sys/firmware/acpi/tables/CEDT: No such file or directory",
                "bash: acpidump: command not found",
                "sh: 1: lsmem: not found",
                "zsh: command not found: daxctl",
                "'dmesg' is not recognized as an internal or external command,",
                "sudo: a password is required",
                "No journal files were found.",
                "-- No entries --"
            })
    void theMessageOfAFailedCommandIsNamed(String message) {
        String why = "the message of a command that failed: run the command as root (sudo)";
        assertThatThrownBy(() ->
                        new FieldUpload().with(text("$ x\n" + message + "\n")).read())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageStartingWith("file 1: " + why);
        assertThatThrownBy(() ->
                        new FieldUpload().with(HostFile.DMESG, text(message)).read())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageStartingWith(
                        "dmesg: it is the message of a command that failed; run the command as root (sudo)");
        assertThat(new FieldUpload()
                        .with(SEED.bytes("dmesg.txt"))
                        .with(HostFile.IOMEM, text(message))
                        .read()
                        .unused())
                .singleElement()
                .asString()
                .startsWith("iomem: it is the message of a command that failed");
    }

    @Test
    void aBootLogBelowACommandOrItsFailureIsRead() {
        for (String above :
                new String[] {"cat: /proc/iomem: Permission denied", "qemu-system-x86_64 -machine q35 -kernel bzImage"
                }) {
            assertThat(new FieldUpload()
                            .with(text(above + "\n" + SEED.text("dmesg.txt")))
                            .read()
                            .machine()
                            .kernel())
                    .isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(XEN) Xen version 4.17.3 (Debian)\\n(XEN) Command line: dom0_mem=4G\\n(XEN) SRAT: Node 0 PXM 0 [0000000000000000, 000000007fffffff]\\n(XEN) ACPI: SRAT 7BFE1000, 0150 | a log of the Xen hypervisor: upload the boot log of the Linux kernel in dom0",
                "---<<BOOT>>---\\nCopyright (c) 1992-2023 The FreeBSD Project.\\nFreeBSD 14.0-RELEASE #0\\nACPI: RSDP 0x00000000000F5A50 000014 (v00 BOCHS ) | a boot log of FreeBSD: only Linux kernels are replayed",
                "FreeBSD 14.0-RELEASE-p5 #0 releng | a boot log of FreeBSD: only Linux kernels are replayed",
                "Host Name: X\\nOS Name:                   Microsoft Windows Server 2022 Standard | the output of a command of Windows: only Linux kernels are replayed",
                "Microsoft Windows [Version 10.0.20348.2113] | the output of a command of Windows: only Linux kernels are replayed",
            })
    void aLogOfAnotherSystemIsNamed(String log, String why) {
        assertThatThrownBy(() ->
                        new FieldUpload().with(text(log.replace("\\n", "\n"))).read())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageStartingWith("file 1: " + why);
    }

    @Test
    void linesOfXenBesideTheLogOfDom0DoNotMatter() {
        String xen =
                "(XEN) Xen version 4.17\n(XEN) Command line: dom0_mem=4G\n(XEN) SRAT: Node 0 PXM 0 [0, 7fffffff]\n";
        String log = SEED.text("dmesg.txt");
        assertThat(new FieldUpload().with(text(xen + log + xen)).read().machine())
                .isEqualTo(new FieldUpload().with(text(log)).read().machine());
    }

    @Test
    void anEmptyFileIsNamed() {
        assertThatThrownBy(() -> new FieldUpload().with(text(" \n")).read())
                .isInstanceOf(UnusableFileException.class)
                .hasMessage("file 1: it is empty: the command printed nothing; run it as root (sudo)");
    }

    @Test
    void iomemThatWasReadWithoutRootIsRefusedWithTheCommand() {
        assertThatThrownBy(() -> new FieldUpload()
                        .with(text("00000000-00000000 : System RAM\n"))
                        .read())
                .isInstanceOf(CaptureException.class)
                .hasMessage(
                        "iomem: every address is 0, as /proc/iomem shows them without root; read it with 'sudo cat /proc/iomem'");
    }

    private static int answer(Upload upload, long address) {
        return Replayed.of(upload)
                .under(Optional.empty(), Optional.empty())
                .resolver()
                .targetNode(address);
    }
}
