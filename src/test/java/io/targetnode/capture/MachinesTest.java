package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.acpi.TableHeader;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The readers on the captures of booted machines. */
class MachinesTest {

    private static final AddressRange REMOVED_BY_MEMMAP = new AddressRange(0x20000000, 0x3fffffff);
    private static final AddressRange DIMMS_ADDED_LATER = new AddressRange(0x100000000L, 0x13fffffffL);

    private static final Pattern NODE_LINE = Pattern.compile(
            "SRAT: PXM .*|ACPI: SRAT: Node .*|NUMA: .*|Warning: node .*|node \\d+ \\[mem .*overlaps.*|No NUMA configuration.*"
                    + "|NUMA turned off|Faking a node.*|Early memory node ranges|  node +\\d+: \\[mem .*"
                    + "|Init(ializing|mem setup) node .*");

    static List<Machine> machines() {
        return Machine.all();
    }

    @Test
    void allSeventeenBootsAreFound() {
        assertThat(machines()).hasSize(17);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theLogShowsKernelAndCommandLine(Machine machine) {
        BootLog log = BootLog.parse(machine.bytes("dmesg.txt"));
        assertThat(log.kernel()).hasValueSatisfying(kernel -> {
            assertThat(kernel.version())
                    .isEqualTo(machine.folder().getFileName().toString());
            assertThat(machine.text("uname.txt")).contains(" " + kernel.text() + " ");
        });
        assertThat(log.commandLine()).contains(machine.text("cmdline.txt").strip());
        assertThat(log.boots()).isEqualTo(1);
        assertThat(log.warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theLogListsTheTables(Machine machine) {
        BootLog log = BootLog.parse(machine.bytes("dmesg.txt"));
        assertThat(log.listsAcpiTables()).isTrue();
        assertThat(log.acpiTables()).contains("SRAT", "CEDT", "FACP");
        assertThat(log.acpiTables().contains("HMAT"))
                .isEqualTo(machine.scenario().startsWith("C-"));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theLogListsTheHeadersOfTheTablesThatTheKernelUsed(Machine machine) {
        BootLog log = BootLog.parse(machine.bytes("dmesg.txt"));
        assertThat(log.tableHeaders())
                .contains(
                        TableHeader.of("SRAT", machine.bytes("SRAT.bin")),
                        TableHeader.of("CEDT", machine.bytes("CEDT.bin")));
        assertThat(TableHeader.checksumHolds(machine.bytes("SRAT.bin"))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theLinesAboutNodesAreThoseThatTheKernelPrinted(Machine machine) {
        List<String> printed = machine.text("dmesg.txt")
                .lines()
                .map(line -> line.replaceFirst("^\\[ *\\d+\\.\\d+] ", ""))
                .filter(line -> NODE_LINE.matcher(line).matches())
                .toList();
        assertThat(BootLog.parse(machine.bytes("dmesg.txt")).nodes().lines()).isEqualTo(printed);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theMapWithItsEditsGivesTheRamOfTheEarlyNodeRanges(Machine machine) {
        BootRam early = BootLog.parse(machine.bytes("dmesg.txt")).usableRam().orElseThrow();
        BootRam map = BootLog.parse(withoutEarlyNodeRanges(machine)).usableRam().orElseThrow();
        assertThat(early.source()).isEqualTo(BootRam.Source.EARLY_NODE_RANGES);
        assertThat(map.source())
                .isEqualTo(machine.hasEditedMap() ? BootRam.Source.USER_MAP : BootRam.Source.FIRMWARE_MAP);
        assertThat(map.normalised().ranges()).isEqualTo(early.normalised().ranges());
    }

    /** The firmware's map does not show the edits of {@code memmap=}, and it shows DIMMs that were added later. */
    @ParameterizedTest
    @MethodSource("machines")
    void theFirmwareMapDiffersOnlyByMemmapAndByLaterDimms(Machine machine) {
        List<AddressRange> expected = new ArrayList<>(ramAtBoot(machine));
        if (machine.hasEditedMap()) {
            expected.add(REMOVED_BY_MEMMAP);
        }
        if (machine.scenario().startsWith("D-")) {
            expected.add(DIMMS_ADDED_LATER);
        }
        FirmwareMemmap memmap = FirmwareMemmap.parse(machine.bytes("firmware-memmap.txt"));
        assertThat(UsableRam.of(memmap.systemRam()).ranges())
                .isEqualTo(UsableRam.of(expected).ranges());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void grepOfTheFirmwareMapGivesTheSame(Machine machine) {
        FirmwareMemmap lines = FirmwareMemmap.parse(machine.bytes("firmware-memmap.txt"));
        String grepped = machine.text("firmware-memmap.txt")
                .lines()
                .flatMap(MachinesTest::grepped)
                .sorted()
                .collect(Collectors.joining("\n"));
        FirmwareMemmap attributes = FirmwareMemmap.parse(grepped.getBytes(StandardCharsets.UTF_8));
        assertThat(attributes.systemRam()).containsExactlyInAnyOrderElementsOf(lines.systemRam());
    }

    /** Tables from the initrd were copied to RAM: their page is RAM of a node, but not System RAM in /proc/iomem. */
    @ParameterizedTest
    @MethodSource("machines")
    void iomemDiffersOnlyByTablesFromTheInitrdAndByLaterDimms(Machine machine) {
        List<AddressRange> expected = new ArrayList<>(ramAtBoot(machine));
        if (machine.scenario().startsWith("D-")) {
            expected.add(DIMMS_ADDED_LATER);
        }
        List<AddressRange> ram =
                new ArrayList<>(Iomem.parse(machine.bytes("iomem.txt")).systemRam());
        ram.addAll(Iomem.parse(machine.text("iomem.txt")
                        .replace("ACPI Non-volatile Storage", "System RAM")
                        .getBytes(StandardCharsets.UTF_8))
                .systemRam());
        assertThat(UsableRam.of(ram).ranges()).isEqualTo(UsableRam.of(expected).ranges());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyFileIsRecognised(Machine machine) {
        assertThat(CaptureFormat.of(machine.bytes("dmesg.txt"))).contains(CaptureFormat.DMESG);
        assertThat(CaptureFormat.of(machine.bytes("iomem.txt"))).contains(CaptureFormat.IOMEM);
        assertThat(CaptureFormat.of(machine.bytes("firmware-memmap.txt"))).contains(CaptureFormat.MEMMAP);
        assertThat(CaptureFormat.of(machine.bytes("SRAT.bin"))).contains(CaptureFormat.SRAT_BINARY);
        assertThat(CaptureFormat.of(machine.bytes("CEDT.bin"))).contains(CaptureFormat.CEDT_BINARY);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aDumpOfTheTablesGivesTheirBytes(Machine machine) {
        byte[] srat = machine.bytes("SRAT.bin");
        byte[] cedt = machine.bytes("CEDT.bin");
        byte[] dump = (DumpText.of("SRAT", srat) + DumpText.of("CEDT", cedt)).getBytes(StandardCharsets.UTF_8);
        assertThat(CaptureFormat.of(dump)).contains(CaptureFormat.ACPIDUMP);
        AcpiDump tables = AcpiDump.parse(dump);
        assertThat(tables.table("SRAT"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(srat));
        assertThat(tables.table("CEDT"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(cedt));
    }

    @Test
    void hotAddedCxlMemoryIsNotRamAtBootAndItsWindowIsListed() {
        Iomem after = Iomem.parse(Machine.of("D-hotplug-maxmem", "7.3.4").bytes("after/iomem.txt"));
        AddressRange window = new AddressRange(0x310000000L, 0x32fffffffL);
        assertThat(after.windows()).containsExactly(new CxlWindow(0, window));
        assertThat(after.systemRam()).noneMatch(range -> range.overlaps(window));
    }

    private static List<AddressRange> ramAtBoot(Machine machine) {
        return BootLog.parse(machine.bytes("dmesg.txt"))
                .usableRam()
                .orElseThrow()
                .ranges();
    }

    private static byte[] withoutEarlyNodeRanges(Machine machine) {
        return machine.text("dmesg.txt")
                .lines()
                .filter(line -> !line.contains("Early memory node ranges") && !line.contains("  node   "))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<String> grepped(String line) {
        String[] words = line.split(" ", 4);
        String folder = "/sys/firmware/memmap/" + words[0];
        return Stream.of(folder + "/start:" + words[1], folder + "/end:" + words[2], folder + "/type:" + words[3]);
    }
}
