package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.acpi.AcpiTableException;
import io.targetnode.capture.CaptureException;
import io.targetnode.capture.Machine;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.NotModelledException;
import io.targetnode.kernel.NumaOption;
import io.targetnode.kernel.Rejection;
import io.targetnode.kernel.UnknownKernelException;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.ImpossibleMachineException;
import io.targetnode.topology.IncompleteMachineException;
import io.targetnode.topology.Source;
import io.targetnode.topology.Upload;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The source of each fact, the assumptions, and the warnings of a machine. */
class HostMachineTest {

    private static final Machine SEED = Machine.of("E-seed-sandwich", "7.3.4");
    private static final byte[] SRAT = SEED.bytes("SRAT.bin");
    private static final byte[] CEDT = SEED.bytes("CEDT.bin");
    private static final byte[] DMESG = SEED.bytes("dmesg.txt");
    private static final byte[] IOMEM = SEED.bytes("iomem.txt");

    @Test
    void tablesAndBootLogAreExact() {
        Upload upload = read(Map.of(HostFile.SRAT, SRAT, HostFile.CEDT, CEDT, HostFile.DMESG, DMESG));
        assertThat(upload.machine().isExact()).isTrue();
        assertThat(upload.machine().kernel()).map(KernelRelease::text).hasValue("7.3.4+deb13-amd64");
        assertThat(upload.machine().warnings()).isEmpty();
        assertThat(upload.unused()).isEmpty();
        assertThat(upload.sources()).extracting(Source::format).containsExactly("srat", "cedt", "dmesg");
        assertThat(upload.sources().get(0).bytes()).isEqualTo(SRAT.length);
        assertThat(upload.sources().get(0).sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void theSameFilesMakeTheSameUpload() {
        Map<HostFile, byte[]> files = Map.of(HostFile.SRAT, SRAT, HostFile.CEDT, CEDT, HostFile.DMESG, DMESG);
        assertThat(read(files)).isEqualTo(read(files)).hasSameHashCodeAs(read(files));
    }

    @Test
    void tablesAloneNeedThreeAssumptions() {
        Upload upload = read(Map.of(HostFile.SRAT, SRAT, HostFile.CEDT, CEDT));
        assertThat(texts(upload))
                .containsExactly(
                        "Usable RAM is the SRAT's enabled ranges that are not hot-pluggable.",
                        "The kernel's command line has neither numa=off nor numa=noacpi.",
                        "The machine runs the newest known kernel, 7.3.");
        assertThat(upload.machine().assumptions())
                .extracting(Assumption::remedy)
                .allSatisfy(remedy -> assertThat(remedy).contains("dmesg"));
        assertThat(upload.machine().inputs().ram()).hasToString("[0x0-0x1fffffff, 0x40000000-0x7fffffff]");
    }

    @Test
    void aTableThatTheBootLogListsButIsNotUploadedIsAnAssumption() {
        assertThat(texts(read(Map.of(HostFile.DMESG, DMESG))))
                .containsExactly(
                        "The boot log lists the machine's CEDT, but it was not uploaded: the answers are those of a machine without it.");
    }

    @Test
    void theBootLogAloneIsExactOnAMachineWithoutWindows() {
        Upload upload = read(Map.of(HostFile.DMESG, withoutCedt()));
        assertThat(upload.machine().isExact()).isTrue();
        assertThat(answer(upload, 0x20000000L)).isZero();
        assertThat(answer(upload, 0x7fff0000L)).isEqualTo(1);
    }

    @Test
    void anIncompleteLogMayLackEntries() {
        String log = SEED.text("dmesg.txt");
        String late = log.substring(log.indexOf("\n", log.indexOf("SRAT: Node 0 PXM 0")) + 1);
        assertThat(texts(read(Map.of(HostFile.DMESG, text(late)))))
                .contains(
                        "The SRAT has only the entries that the boot log shows, and one for each other block in its NUMA lines and node ranges. The log is incomplete, and may lack entries.");
        String cut = log.substring(0, log.indexOf("Early memory node ranges"));
        assertThat(texts(read(Map.of(HostFile.DMESG, text(cut)))))
                .contains(
                        "The SRAT has only the entries that the boot log shows. The log is incomplete, and may lack entries.");
    }

    /** Node 1 has only an initiator, and node 4 belongs to the window. Both are set up as memoryless. */
    @Test
    void aNodeWithoutMemoryKeepsItsNumberBetweenTheOthers() {
        Machine machine = Machine.of("C-hmat-cpuless", "7.3.4");
        Upload upload =
                read(Map.of(HostFile.DMESG, machine.bytes("dmesg.txt"), HostFile.CEDT, machine.bytes("CEDT.bin")));
        assertThat(upload.machine().isExact()).isTrue();
        assertThat(answer(upload, 0x110000000L)).isEqualTo(4);
    }

    /** There is only one window, so the other node above those with memory belongs to an initiator. */
    @Test
    void nodesWithoutMemoryAreNumberedBeforeTheWindows() {
        String log = SEED.text("dmesg.txt")
                .replace(
                        "Initmem setup node 2 as memoryless",
                        "Initmem setup node 2 as memoryless\nInitmem setup node 3 as memoryless");
        Upload upload = read(Map.of(HostFile.DMESG, text(log), HostFile.CEDT, CEDT));
        assertThat(upload.machine().isExact()).isTrue();
        assertThat(answer(upload, 0x20000000L)).isEqualTo(3);
    }

    @Test
    void theNodesOfWindowsAreAnAssumptionIfTheKernelRejectedTheSrat() {
        String log = withoutJoins().replace("Early memory node ranges", FAKED + "Early memory node ranges");
        Upload upload = read(Map.of(HostFile.DMESG, text(log), HostFile.CEDT, CEDT));
        assertThat(texts(upload))
                .containsExactly(
                        "No node has only processors or initiators. The log of this boot does not show such nodes, and windows are numbered after them.");
        KernelView view = Replayed.of(upload).under(Optional.empty(), Optional.empty());
        assertThat(view.boot().rejection())
                .map(Rejection::detail)
                .hasValue("the boot log shows that the kernel did not use the SRAT, but not which entry it refused");
        // The window's entry survives in the reserved list (kernel-rules 2.10).
        assertThat(view.resolver().targetNode(0x20000000L)).isEqualTo(2);
        assertThat(view.resolver().targetNode(0x60000000L)).isZero();
    }

    @Test
    void aSratWithoutUsableEntriesIsReplayedAsSuch() {
        String log = withoutJoins()
                .replaceAll("(?m)^.*SRAT: Node.*\n", "")
                .replace("Early memory node ranges", FAKED + "Early memory node ranges");
        Upload upload = read(Map.of(HostFile.DMESG, text(log)));
        assertThat(texts(upload)).singleElement().asString().contains("lists the machine's CEDT");
        assertThat(answer(upload, 0x60000000L)).isZero();
    }

    @Test
    void aTableThatTheBootLogDoesNotListIsKnownToBeAbsent() {
        byte[] log = text(SEED.text("dmesg.txt").replaceAll("(?m)^.*ACPI: (CEDT|Reserving CEDT).*\n", ""));
        assertThat(texts(read(Map.of(HostFile.SRAT, SRAT, HostFile.DMESG, log))))
                .isEmpty();
    }

    @Test
    void withoutAListingAnAbsentTableIsAssumed() {
        assertThat(read(Map.of(HostFile.SRAT, SRAT, HostFile.IOMEM, IOMEM), stated("7.3.4", "quiet"))
                        .machine()
                        .assumptions())
                .containsExactly(new Assumption(
                        "The machine has no CEDT.",
                        "Upload cedt (/sys/firmware/acpi/tables/CEDT) if the file exists."));
    }

    @Test
    void aCompleteAcpidumpShowsWhichTablesTheMachineHas() {
        byte[] dump = text(dump("SRAT", SRAT) + dump("FACP", new byte[40]));
        Upload upload = read(Map.of(HostFile.ACPIDUMP, dump, HostFile.IOMEM, IOMEM), stated("7.3.4", ""));
        assertThat(texts(upload))
                .as("a dump with a FACP is complete, and it has no CEDT")
                .isEmpty();
        assertThat(texts(read(
                        Map.of(HostFile.ACPIDUMP, text(dump("SRAT", SRAT)), HostFile.IOMEM, IOMEM),
                        stated("7.3.4", ""))))
                .as("a dump of one table does not show whether others exist")
                .containsExactly("The machine has no CEDT.");
    }

    @Test
    void aTableMayBeUploadedTwiceIfBothAreEqual() {
        byte[] dump = text(dump("SRAT", SRAT) + dump("CEDT", CEDT));
        assertThat(read(Map.of(HostFile.ACPIDUMP, dump, HostFile.SRAT, SRAT, HostFile.DMESG, DMESG))
                        .machine()
                        .isExact())
                .isTrue();
        byte[] other = Machine.of("A-one-window", "7.3.4").bytes("SRAT.bin");
        assertThatThrownBy(() -> read(Map.of(HostFile.ACPIDUMP, dump, HostFile.SRAT, other, HostFile.DMESG, DMESG)))
                .isInstanceOf(ImpossibleMachineException.class)
                .hasMessage("srat and acpidump contain different tables: upload the files of one machine");
    }

    @Test
    void numaOffNeedsNoTables() {
        Machine off = Machine.of("F9-seed-numa-off", "7.3.4");
        Upload upload = read(Map.of(HostFile.DMESG, off.bytes("dmesg.txt")));
        assertThat(upload.machine().inputs().numa()).isEqualTo(NumaOption.OFF);
        assertThat(upload.machine().isExact()).isTrue();
    }

    @Test
    void aDeclarationOverridesTheLogAndTheDifferenceIsAWarning() {
        Upload upload = read(
                Map.of(HostFile.SRAT, SRAT, HostFile.CEDT, CEDT, HostFile.DMESG, DMESG),
                stated("6.12.74", "numa=noacpi"));
        assertThat(upload.machine().kernel()).map(KernelRelease::text).hasValue("6.12.74");
        assertThat(upload.machine().inputs().numa()).isEqualTo(NumaOption.NO_ACPI);
        assertThat(upload.machine().warnings())
                .containsExactly(
                        "Kernel 6.12.74 is declared, but the boot log is from 7.3.4+deb13-amd64: the answers are those of 6.12.74.");
        assertThat(read(Map.of(HostFile.DMESG, DMESG), stated("7.3.4", "numa=off"))
                        .machine()
                        .warnings())
                .isEmpty();
    }

    @Test
    void unusedFilesAreListedWithTheReason() {
        Map<HostFile, byte[]> files = new EnumMap<>(
                Map.of(HostFile.SRAT, SRAT, HostFile.CEDT, CEDT, HostFile.DMESG, DMESG, HostFile.IOMEM, IOMEM));
        files.put(HostFile.MEMMAP, SEED.bytes("firmware-memmap.txt"));
        files.put(HostFile.SLIT, Machine.of("C-hmat-cpuless", "7.3.4").bytes("SLIT.bin"));
        files.put(HostFile.NUMACTL, SEED.bytes("after/numactl-H.txt"));
        files.put(HostFile.NODES, SEED.bytes("after/nodes.txt"));
        assertThat(read(files).unused())
                .containsExactly(
                        "numactl: the sizes of nodes are taken from nodes",
                        "iomem: its System RAM is not used, as usable RAM is taken from the boot log",
                        "memmap: its System RAM is not used, as usable RAM is taken from the boot log");
        files.remove(HostFile.DMESG);
        assertThat(read(files).unused())
                .contains("memmap: its System RAM is not used, as usable RAM is taken from iomem");
    }

    @Test
    void ramInHotPluggableRangesIsOneAssumption() {
        Machine hotplug = Machine.of("D-hotplug-maxmem", "7.3.4");
        byte[] srat = hotplug.bytes("SRAT.bin");
        int flags = 28;
        for (int at = 48; at < srat.length; at += srat[at + 1]) {
            if (srat[at] == 1) {
                srat[at + flags] = (byte) (srat[at + flags] | 2);
            }
        }
        assertThat(texts(read(
                        Map.of(
                                HostFile.SRAT, srat,
                                HostFile.CEDT, hotplug.bytes("CEDT.bin"),
                                HostFile.MEMMAP, hotplug.bytes("firmware-memmap.txt")),
                        stated("7.3.4", "mem=4G"))))
                .containsExactly(
                        "Usable RAM is the firmware's memory map, without the changes by mem= and memmap= on the command line.",
                        "The System RAM of memmap in [mem 0x00000000-0x0009ffff] and 3 more ranges, which the SRAT marks as hot-pluggable, was present at boot.");
    }

    @Test
    void onlyATableThatIsMissingFromTheDumpIsKnownToBeAbsent() {
        byte[] dump = text(dump("CEDT", CEDT) + dump("FACP", new byte[40]));
        assertThat(texts(read(Map.of(HostFile.ACPIDUMP, dump, HostFile.IOMEM, IOMEM), stated("7.3.4", ""))))
                .as("no SRAT in a complete dump")
                .isEmpty();
    }

    @Test
    void aNearestBehaviourOrAHiddenStableLevelIsAnAssumption() {
        assertThat(read(
                                Map.of(HostFile.SRAT, SRAT, HostFile.CEDT, CEDT, HostFile.IOMEM, IOMEM),
                                stated("7.4.0-45-generic", ""))
                        .machine()
                        .assumptions())
                .extracting(Assumption::text)
                .containsExactly(
                        "Kernel 7.4.0-45-generic behaves like 7.0, the nearest known behaviour. This build was not read; its rules are those of the upstream release. Newer than all releases whose source was read.",
                        "Kernel 7.4.0-45-generic is treated as 7.4: the release name of the distribution does not show the stable level.");
    }

    @Test
    void filesThatDescribeNoMachineAreRefused() {
        assertThatThrownBy(() -> read(Map.of(HostFile.CEDT, CEDT)))
                .isInstanceOf(IncompleteMachineException.class)
                .hasMessageStartingWith("usable RAM is unknown: cedt shows windows, not usable RAM.");
        assertThatThrownBy(() -> read(Map.of(HostFile.SRAT, CEDT))).isInstanceOf(AcpiTableException.class);
        assertThatThrownBy(() -> read(Map.of(HostFile.DMESG, text("nothing")))).isInstanceOf(CaptureException.class);
        assertThatThrownBy(() -> read(Map.of(HostFile.SRAT, SRAT), stated("7.3", "numa=fake=4")))
                .isInstanceOf(NotModelledException.class);
        assertThatThrownBy(() -> read(Map.of(HostFile.SRAT, SRAT), stated("4.19", "")))
                .isInstanceOf(UnknownKernelException.class);
    }

    @Test
    void aWrongChecksumIsOnlyAWarning() {
        byte[] srat = SRAT.clone();
        srat[9]++;
        Upload upload = read(Map.of(HostFile.SRAT, srat, HostFile.CEDT, CEDT, HostFile.DMESG, DMESG));
        assertThat(upload.machine().warnings()).singleElement().asString().startsWith("SRAT: the checksum is wrong");
        assertThat(upload.machine().isExact()).isTrue();
    }

    private static List<String> texts(Upload upload) {
        return upload.machine().assumptions().stream().map(Assumption::text).toList();
    }

    private static final String FAKED = String.join(
            "\n[    0.000000] ",
            "No NUMA configuration found",
            "Faking a node at [mem 0x0000000000000000-0x000000007ffdffff]",
            "");

    private static byte[] withoutCedt() {
        return text(SEED.text("dmesg.txt").replaceAll("(?m)^.*ACPI: (CEDT|Reserving CEDT).*\n", ""));
    }

    private static String withoutJoins() {
        return SEED.text("dmesg.txt").replaceAll("(?m)^.*(NUMA: Node|Initmem setup).*\n", "");
    }

    private static int answer(Upload upload, long address) {
        return Replayed.of(upload)
                .under(Optional.empty(), Optional.empty())
                .resolver()
                .targetNode(address);
    }

    private static Upload read(Map<HostFile, byte[]> files) {
        return read(files, new Declaration(Optional.empty(), Optional.empty(), 1024));
    }

    private static Upload read(Map<HostFile, byte[]> files, Declaration declaration) {
        return HostMachine.read(new HostFiles(files, declaration, Map.of()));
    }

    private static Declaration stated(String kernel, String commandLine) {
        return new Declaration(Optional.of(KernelRelease.parse(kernel)), Optional.of(commandLine), 1024);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A table in the output format of acpidump. */
    private static String dump(String signature, byte[] table) {
        StringBuilder text = new StringBuilder(signature + " @ 0x0000000000000000\n");
        for (int i = 0; i < table.length; i += 16) {
            int end = Math.min(i + 16, table.length);
            text.append("    %04X: %s  ................\n"
                    .formatted(i, HexFormat.ofDelimiter(" ").withUpperCase().formatHex(table, i, end)));
        }
        return text.append('\n').toString();
    }
}
