package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.targetnode.acpi.TableHeader;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.memory.AddressRange;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootLogTest {

    private static final String BANNER = "Linux version 6.12.74+deb12-amd64 (builder) (gcc) #1 SMP";
    private static final String LOW = "BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable";
    private static final String HIGH = "BIOS-e820: [mem 0x0000000000100000-0x00000000007fffff] usable";
    private static final AddressRange LOW_RAM = new AddressRange(0x1000, 0x9fbff);

    private static BootLog parse(String... lines) {
        return BootLog.parse(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static List<AddressRange> ram(String... lines) {
        return parse(lines).usableRam().map(BootRam::ranges).orElse(List.of());
    }

    private static void assertRefused(int line, String message, String... lines) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse(lines))
                .withMessageStartingWith("dmesg, line %d: ".formatted(line))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.place()).isEqualTo("dmesg, line " + line));
    }

    // Words of older kernels

    @Test
    void wordsOfOlderKernelsAreReadAsThoseOfNewerOnes() {
        BootLog log = parse(
                "e820: BIOS-provided physical RAM map:",
                LOW,
                "e820: other words",
                "ACPI: SRAT 000000007b7a5000 00C30 (v03 OEMIDX OEMTABLE 00000002 INTL 20130328)",
                "SRAT: Node 1 PXM 1 [mem 0x880000000-0x107fffffff]",
                "Early memory node ranges",
                "  node   0: [mem 0x00001000-0x0009efff]",
                "Initmem setup node 0 [mem 0x00001000-0x87fffffff]");

        assertThat(log.nodes().lines())
                .containsExactly(
                        "ACPI: SRAT: Node 1 PXM 1 [mem 0x880000000-0x107fffffff]",
                        "Early memory node ranges",
                        "  node   0: [mem 0x0000000000001000-0x000000000009efff]",
                        "Initmem setup node 0 [mem 0x0000000000001000-0x000000087fffffff]");
        assertThat(log.acpiTables()).containsExactly("SRAT");
        assertThat(log.tableHeaders()).extracting(TableHeader::lengthBytes).containsExactly(0xc30L);
        assertThat(log.memoryMapRam())
                .hasValueSatisfying(map -> assertThat(map.ranges()).hasSize(1));
    }

    @Test
    void anUnknownMessageWithTheEndOfTheStubsMessageIsNoAnswer() {
        assertThat(parse(BANNER, "Unknown device, assuming node 0").lookups().answers())
                .isEmpty();
    }

    // Kernel and command line

    @Test
    void theBannerOfDebianShowsTheStableLevelThatTheReleaseHides() {
        BootLog log = parse(
                "Linux version 6.1.0-50-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1)"
                        + " 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP PREEMPT_DYNAMIC Debian 6.1.176-1 (2026-07-02)");
        assertThat(log.kernel()).hasValueSatisfying(kernel -> {
            assertThat(kernel.text()).isEqualTo("6.1.0-50-amd64");
            assertThat(kernel.version()).isEqualTo("6.1.176");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Linux version 6.1.0-99-amd64 (b) #1 SMP, 6.1",
        "Linux version 6.1.0-99-amd64 (b) #1 SMP Debian 5.10.7-1 (2026-07-02), 6.1",
        "Linux version 6.1.0-99-amd64 (b) #1 SMP Debian 6.5.7-1 (2026-07-02), 6.1",
        "Linux version 6.8.0-31-generic (b) #31-Ubuntu SMP, 6.8",
        "Linux version 6.5.0-41-generic (b) (gcc (Ubuntu 11.4.0-1ubuntu1~22.04) 11.4.0) #41-Ubuntu SMP, 6.5",
        "Linux version 6.5.0-41-generic (b) (gcc (Ubuntu 11.4.0-1) 11.4.0) #41 (Ubuntu 6.5.0-41.41-generic 6.5.13), 6.5.13",
        "Linux version 6.5.0-41-generic (b) #41-Ubuntu SMP (Ubuntu 6.5.0-41.41-generic 6.8.12), 6.5",
        "Linux version 7.3-rc7 (b) #1 SMP Debian 7.3.9-1 (2026-07-02), 7.3",
    })
    void theReleaseOfOtherBannersIsUsed(String banner, String version) {
        assertThat(parse(banner).kernel())
                .hasValueSatisfying(kernel -> assertThat(kernel.version()).isEqualTo(version));
    }

    @Test
    void aBannerWithoutReleaseIsRefused() {
        assertRefused(
                1, "'Linux version' is not followed by a release as uname -r prints it", "Linux version six (builder)");
    }

    @Test
    void theEarlyCommandLineIsUsed() {
        BootLog log = parse(
                "Command line: numa=off",
                "Kernel command line: numa=off late",
                "Kernel command line: third",
                "Command line: of a program");
        assertThat(log.commandLine()).contains("numa=off");
    }

    @Test
    void theLaterCommandLineReplacesAMissingEarlyOne() {
        assertThat(parse(BANNER, "Kernel command line: quiet", "Kernel command line: no")
                        .commandLine())
                .contains("quiet");
        assertThat(parse(BANNER).commandLine()).isEmpty();
    }

    @Test
    void anEmptyCommandLineIsACommandLine() {
        assertThat(parse("[    0.000000] Command line: ").commandLine()).contains("");
    }

    @Test
    void aWarningReportsACommandLineThatPrintkMayHaveTruncated() {
        assertThat(parse("Command line: " + "x".repeat(900)).warnings())
                .containsExactly("the kernel may have logged only the beginning of its long command line");
    }

    // Memory that is added after the boot

    @Test
    void specificPurposeMemoryIsReadFromTheMapAfterItsEdits() {
        BootLog log = parse(
                LOW,
                "BIOS-e820: [mem 0x0000000000100000-0x00000000007fffff]  System RAM",
                "BIOS-e820: [mem 0x0000000000800000-0x0000000000ffffff] soft reserved",
                "e820: update [mem 0x00400000-0x005fffff] System RAM ==> soft reserved");
        assertThat(log.hotAdd().softReserved())
                .containsExactly(new AddressRange(0x400000, 0x5fffff), new AddressRange(0x800000, 0xffffff));
    }

    @Test
    void aMapWithoutItsBeginningShowsNoSpecificPurposeMemory() {
        BootLog log = parse(BANNER, HIGH, "BIOS-e820: [mem 0x0000000000800000-0x0000000000ffffff] soft reserved");
        assertThat(log.hotAdd().softReserved()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"128MB, 134217728", "2048MB, 2147483648", "3MB,", "0MB,", "128 MB,", "1024GB,", "'',"})
    void theSizeOfMemoryBlocksIsRead(String printed, Long bytes) {
        assertThat(parse(BANNER, "[    0.9] x86/mm: Memory block size: " + printed)
                        .hotAdd()
                        .blockBytes())
                .isEqualTo(bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes));
    }

    @Test
    void onlyTheFirstSizeOfMemoryBlocksCounts() {
        assertThat(parse(BANNER, "x86/mm: Memory block size: 256MB", "x86/mm: Memory block size: 128MB")
                        .hotAdd()
                        .blockBytes())
                .hasValue(256 << 20);
    }

    @Test
    void theLineAboutTheHypervisorIsRead() {
        assertThat(parse(BANNER, "Hypervisor detected: KVM").hotAdd().hypervisor())
                .isTrue();
        assertThat(parse(BANNER).hotAdd().hypervisor()).isFalse();
    }

    // Tables

    @Test
    void aLogWithTheRootPointerListsAllTables() {
        BootLog log = parse(
                "ACPI: RSDP 0x00000000000F52A0 000014 (v00 BOCHS )",
                "ACPI: SRAT 0x000000007FFE2C05 0000E0",
                "No NUMA configuration found");
        assertThat(log.listsAcpiTables()).isTrue();
        assertThat(log.acpiTables()).containsExactly("RSDP", "SRAT");
    }

    @Test
    void aListAtTheEndOfTheLogMayBeCut() {
        BootLog log = parse("ACPI: RSDP 0x00000000000F52A0 000014 (v00 BOCHS )", "other text", "ACPI: SRA");
        assertThat(log.listsAcpiTables()).isFalse();
        assertThat(log.warnings()).containsExactly("the log ends inside the list of ACPI tables, which may be cut off");
    }

    @Test
    void aLogWithoutTheRootPointerMayNotListAllTables() {
        BootLog log = parse(
                "ACPI: SRAT 0x000000007FFE2C05 0000E0",
                "ACPI: CEDT ACPI table found in initrd [kernel/firmware/acpi/CEDT.aml][0x6c]",
                "ACPI: Table Upgrade: override [SRAT-BOCHS -BXPC    ]");
        assertThat(log.listsAcpiTables()).isFalse();
        assertThat(log.acpiTables()).containsExactly("SRAT");
    }

    // Early node ranges

    @Test
    void earlyNodeRangesArePreferredAndHaveNodes() {
        BootLog log = parse(
                LOW,
                "Early memory node ranges",
                "  node   0: [mem 0x0000000000001000-0x000000000009efff]",
                "  node  -1: [mem 0x0000000000100000-0x00000000001fffff]",
                "Initmem setup node 0 [mem 0x0000000000001000-0x000000003fffffff]");
        assertThat(log.earlyNodeRanges())
                .containsExactly(
                        new EarlyNodeRange(new AddressRange(0x1000, 0x9efff), 0),
                        new EarlyNodeRange(new AddressRange(0x100000, 0x1fffff), -1));
        assertThat(log.usableRam()).hasValueSatisfying(ram -> {
            assertThat(ram.source()).isEqualTo(BootRam.Source.EARLY_NODE_RANGES);
            assertThat(ram.normalised().count()).isEqualTo(2);
        });
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void nodeLinesWithoutHeadingAreNotNodeRanges() {
        BootLog log = parse(
                BANNER,
                "node   0: [mem 0x1000-0x1fff]",
                "Early memory node ranges",
                "node 0 [mem 0x0-0xfff] overlaps with node 1 [mem 0x0-0x1fff]");
        assertThat(log.earlyNodeRanges()).isEmpty();
        assertThat(log.usableRam()).isEmpty();
    }

    @Test
    void aMalformedNodeRangeIsRefused() {
        assertRefused(
                2,
                "of the range does not fit into 64 bits",
                "Early memory node ranges",
                "  node   0: [mem 0x0-0x1000000000000000000]");
        assertRefused(
                2,
                "the range ends at 0x0, before its start 0x1000",
                "Early memory node ranges",
                "  node   0: [mem 0x1000-0x0]");
    }

    @Test
    void tooManyNodeRangesAreRefused() {
        String ranges = "node   0: [mem 0x1000-0x1fff]\n".repeat(BootLogReader.MAX_NODE_RANGES);
        assertThat(parse("Early memory node ranges", ranges).earlyNodeRanges()).hasSize(BootLogReader.MAX_NODE_RANGES);
        assertRefused(65_538, "more than 65,536 node ranges", "Early memory node ranges\n" + ranges + ranges);
    }

    // Memory map

    @Test
    void theFirmwareMapLosesTheFirstPageAndTheBiosArea() {
        BootLog log = parse(
                "BIOS-provided physical RAM map:",
                "BIOS-e820: [mem 0x0000000000000000-0x00000000007fffff] usable",
                "e820: update [mem 0x00000000-0x00000fff] usable ==> reserved",
                "e820: remove [mem 0x000a0000-0x000fffff] usable");
        assertThat(log.usableRam()).hasValueSatisfying(ram -> {
            assertThat(ram.source()).isEqualTo(BootRam.Source.FIRMWARE_MAP);
            assertThat(ram.ranges())
                    .containsExactly(new AddressRange(0x1000, 0x9ffff), new AddressRange(0x100000, 0x7fffff));
        });
    }

    @Test
    void bothEditsAreMadeEvenIfTheirLinesWereFilteredOut() {
        assertThat(ram(LOW, HIGH)).containsExactly(LOW_RAM, new AddressRange(0x100000, 0x7fffff));
    }

    @Test
    void bothSpellingsOfTheTypesAreRead() {
        assertThat(ram(
                        "BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff]  System RAM",
                        "BIOS-e820: [mem 0x000000000009fc00-0x000000000009ffff]  device reserved",
                        "BIOS-e820: [gap 0x00000000000a0000-0x00000000000effff]",
                        "BIOS-e820: [mem 0x0000000000100000-0x00000000001fffff]  soft reserved",
                        "BIOS-e820: [mem 0x0000000000200000-0x00000000002fffff] soft reserved",
                        "BIOS-e820: [mem 0x0000000000300000-0x00000000003fffff] persistent (type 7)"))
                .containsExactly(LOW_RAM);
    }

    @Test
    void aUserMapReplacesTheFirmwareMap() {
        BootLog log = parse(
                LOW,
                HIGH,
                "e820: remove [mem 0x00100000-0x003fffff] usable",
                "user-defined physical RAM map:",
                "user: [mem 0x0000000000000000-0x000000000009fbff] usable",
                "user: [gap 0x00000000000a0000-0x00000000003fffff]",
                "user: [mem 0x0000000000400000-0x00000000007fffff] usable",
                HIGH,
                "e820: remove [mem 0x00600000-0x007fffff] usable");
        assertThat(log.usableRam()).hasValueSatisfying(ram -> {
            assertThat(ram.source()).isEqualTo(BootRam.Source.USER_MAP);
            assertThat(ram.ranges()).containsExactly(LOW_RAM, new AddressRange(0x400000, 0x5fffff));
        });
    }

    @Test
    void anExactUserMapMayBeginAtAnyAddressAfterItsHeading() {
        assertThat(ram(LOW, "user-defined physical RAM map:", "user: [mem 0x00400000-0x007fffff] usable"))
                .containsExactly(new AddressRange(0x400000, 0x7fffff));
    }

    @Test
    void anUpdateChangesOnlyTheTypeThatItNames() {
        assertThat(ram(
                        LOW,
                        "BIOS-e820: [mem 0x00100000-0x001fffff] reserved",
                        "BIOS-e820: [mem 0x00200000-0x002fffff] soft reserved",
                        "e820: update [mem 0x00180000-0x0027ffff] soft reserved ==> usable"))
                .containsExactly(LOW_RAM, new AddressRange(0x200000, 0x27ffff));
    }

    @Test
    void anUpdateToTheSameTypeChangesNothing() {
        assertThat(UsableRamOf.lines(LOW, HIGH, "e820: update [mem 0x00200000-0x002fffff] usable ==> usable"))
                .isEqualTo(UsableRamOf.lines(LOW, HIGH));
    }

    @Test
    void aRemovalCutsOnlyTheTypeThatItNames() {
        assertThat(ram(LOW, HIGH, "e820: remove [mem 0x00200000-0x002fffff] reserved"))
                .containsExactly(LOW_RAM, new AddressRange(0x100000, 0x7fffff));
        assertThat(ram(LOW, HIGH, "e820: remove [mem 0x00200000-0x002fffff] usable"))
                .containsExactly(LOW_RAM, new AddressRange(0x100000, 0x1fffff), new AddressRange(0x300000, 0x7fffff));
    }

    @Test
    void aRemovalWithoutTypeCutsEverything() {
        assertThat(ram(LOW, HIGH, "e820: remove [mem 0x00000000-0x003fffff]"))
                .containsExactly(new AddressRange(0x400000, 0x7fffff));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RAMDISK: [mem 0x7f8b5000-0x7ffdffff]",
                "ACPI: RSDP 0x00000000000F52A0 000014 (v00 BOCHS )",
                "modified physical RAM map:",
                "Early memory node ranges"
            })
    void editsAfterTheHandOverDoNotChangeTheRamOfTheNodes(String handOver) {
        assertThat(ram(
                        LOW,
                        handOver,
                        "e820: update [mem 0x00000000-0x0009ffff] usable ==> ACPI NVS",
                        "e820: remove [mem 0x00000000-0x0009ffff] usable",
                        "e820: update garbage"))
                .containsExactly(LOW_RAM);
    }

    @Test
    void ramBuffersAreNotEdits() {
        assertThat(ram(
                        LOW,
                        "e820: reserve RAM buffer [mem 0x00001000-0x0009ffff]",
                        "e820: register RAM buffer resource [mem 0x00001000-0x0009ffff]"))
                .containsExactly(LOW_RAM);
    }

    @Test
    void aMapWhoseBeginningWasLostIsNotUsed() {
        BootLog log =
                parse(HIGH, "BIOS-e820: [mem 0x0000000000800000-0x00000000008fffff] usable", "RAMDISK: [mem 0x0-0x1]");
        assertThat(log.usableRam()).isEmpty();
        assertThat(log.warnings())
                .containsExactly(
                        "the log begins inside the memory map, whose first lines were lost from the ring buffer: the map is not used");
    }

    @Test
    void aWarningReportsAListAtTheEndOfTheLog() {
        assertThat(parse("BIOS-provided physical RAM map:", LOW, "").warnings())
                .containsExactly("the log ends inside the list of RAM, which may be cut off");
        assertThat(parse(LOW, "and on").warnings()).isEmpty();
    }

    @Test
    void theFirstAndLastAddressesAreValid() {
        assertThat(ram(
                        "BIOS-provided physical RAM map:",
                        "BIOS-e820: [mem 0xfffffffffffff000-0xffffffffffffffff] usable"))
                .containsExactly(new AddressRange(0xfffffffffffff000L, -1));
        assertThat(ram(LOW, "e820: remove [mem 0x0-0xffffffffffffffff] usable")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)|has no range like [mem 0x00001000-0x0009fbff]",
                "BIOS-e820: [mem 0x0-0x1zz] usable|the end of the range is not a hexadecimal number",
                "BIOS-e820: [mem 0x0-0x10000000000000000] usable|does not fit into 64 bits",
                "user: [mem 0x2-0x1] usable|the range ends at 0x1, before its start 0x2",
                "e820: update [mem 0x0-0xfff] usable|an update of the memory map without '==>'",
                "e820: update [nothing] usable ==> reserved|has no range like",
                "e820: remove [mem 0x0-] usable|has no range like",
            })
    void aMalformedLineOfTheMapIsRefusedWithItsNumber(String line, String message) {
        assertRefused(3, message, BANNER, LOW, line);
    }

    @Test
    void tooManyMapEntriesAreRefused() {
        String most = (LOW + "\n").repeat(E820Log.MAX_ENTRIES);
        assertThat(ram(most)).hasSize(E820Log.MAX_ENTRIES);
        assertRefused(4097, "more than 4,096 entries of the memory map", most + LOW);
    }

    @Test
    void tooManyMapEditsAreRefused() {
        String most = "e820: remove [mem 0x0-0xfff] usable\n".repeat(E820Log.MAX_EDITS);
        assertThat(ram(LOW + "\n" + most)).containsExactly(LOW_RAM);
        assertRefused(1025, "more than 1,024 edits of the memory map", most + most);
    }

    // Complete logs

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[    0.000000] ",
                "[    0.000000][    T0] ",
                "[    0.000000] [    T0] ",
                "kern  :info  : [    0.000000] ",
                "kern  :notice: [Sun Nov 22 10:00:00 2026] ",
                "<6>[    0.000000] ",
                "[Sun Nov 22 10:00:00 2026] ",
                "[  +0.000000] ",
                "2026-11-22T10:00:00,000000+00:00 ",
                "Nov 22 10:00:00 host kernel: ",
                "Nov 22 10:00:00 host kernel: [    0.000000] ",
                "2026-11-22T10:00:00+0000 host.example.org kernel: ",
                "[    0.000000] host kernel: ",
                "\u001b[32m[    0.000000] \u001b[0m\u001b[33m",
                "\u0000\t",
            })
    void thePrefixesOfLoggersAreRemoved(String prefix) {
        BootLog log = parse(
                prefix + BANNER,
                prefix + "Command line: quiet splash",
                prefix + "Early memory node ranges",
                prefix + "  node   0: [mem 0x0000000000001000-0x000000000009efff]");
        assertThat(log.kernel()).isPresent();
        assertThat(log.commandLine()).contains("quiet splash");
        assertThat(log.earlyNodeRanges()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void aLogInTheEncodingOfAWindowsTerminalIsRead(String charset) {
        String mark = charset.equals("UTF-16") ? "" : "\ufeff"; // the UTF-16 encoder writes it
        String text = mark + BANNER + "\r\n" + LOW + "\r\n";
        BootLog log = BootLog.parse(text.getBytes(Charset.forName(charset)));
        assertThat(log.kernel()).isPresent();
        assertThat(log.memoryMapRam()).isPresent();
    }

    @Test
    void theLastOfSeveralBootsIsUsed() {
        BootLog log = parse(
                "Linux version 6.1 (b)",
                "BIOS-e820: [mem 0x0-garbage] usable",
                "Command line: first",
                BANNER,
                LOW,
                "Command line: second");
        assertThat(log.boots()).isEqualTo(2);
        assertThat(log.kernel())
                .hasValueSatisfying(kernel -> assertThat(kernel.version()).isEqualTo("6.12.74"));
        assertThat(log.commandLine()).contains("second");
        assertThat(log.warnings()).containsExactly("the log holds 2 boots; the last one is used");
    }

    @Test
    void aLogWhoseBeginningWasLostHasNoBoot() {
        BootLog log = parse("RAMDISK: [mem 0x7f8b5000-0x7ffdffff]");
        assertThat(log.boots()).isZero();
        assertThat(log.kernel()).isEmpty();
        assertThat(log.usableRam()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "hello", "node 0 cpus: 0", "user: me", "\u0000\u001b[", "x kernel: y"})
    void aTextWithoutAnyLineOfABootIsRefused(String text) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse(text))
                .withMessage(
                        "dmesg: no line of a Linux boot was found: the log begins later, or is of another program; upload the output of 'journalctl -k -b 0', or the boot's first lines of 'dmesg'")
                .satisfies(e -> assertThat(e.place()).isEqualTo("dmesg"));
    }

    @Test
    void onlyTheBeginningOfALongLineIsRead() {
        BootLog log = parse("Command line: " + "x".repeat(10_000), "a".repeat(200) + " kernel: " + BANNER);
        assertThat(log.commandLine())
                .hasValueSatisfying(words -> assertThat(words).hasSize(4096 - 14));
        assertThat(log.boots()).isZero();
    }

    @Test
    void aMessageShowsNothingOfTheText() {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse("Linux version \u202e\u009b" + "y".repeat(1000)))
                .withMessage(
                        "dmesg, line 1: 'Linux version' is not followed by a release as uname -r prints it, like 6.12.74+deb12-amd64");
    }

    @Test
    void aHostileLogTakesLinearTime() {
        String brackets = "[".repeat(4096) + "\n" + "[mem ".repeat(800) + "\n" + "[]".repeat(2000) + "\n";
        String log = IntStream.range(0, 200).mapToObj(i -> brackets).collect(Collectors.joining());
        assertThat(parse(log + BANNER).boots()).isEqualTo(1);
        assertRefused(1, "has no range", "BIOS-e820: " + "[mem ".repeat(800));
    }

    /** The RAM of a log, normalised. */
    private static final class UsableRamOf {
        static List<AddressRange> lines(String... lines) {
            return parse(lines).usableRam().orElseThrow().normalised().ranges();
        }
    }

    @Test
    void linesAboutNodesAreStoredAsTheKernelPrintedThem() {
        BootLog log = parse("""
                Nov 28 05:00:55 rack7-host3 kernel: Linux version 6.1.0-50-amd64 (x) #1 SMP Debian 6.1.176-1
                Nov 28 05:00:55 rack7-host3 kernel: SRAT: PXM 1 -> APIC 0x01 -> Node 0
                Nov 28 05:00:55 rack7-host3 kernel: SRAT: PXM 4294967295 -> APIC 0x0101 -> Node 1
                Nov 28 05:00:55 rack7-host3 kernel: ACPI: SRAT: Node 0 PXM 1 [mem 0x00000000-0x7fffffff]
                Nov 28 05:00:55 rack7-host3 kernel: ACPI: SRAT: Node 1 PXM 4294967295 [mem 0x100000000-0x1ffffffff] hotplug non-volatile
                Nov 28 05:00:55 rack7-host3 kernel: Initmem setup node 0 [mem 0x0000000000001000-0x000000007fffffff]
                Nov 28 05:00:55 rack7-host3 kernel: Initializing node 1 as memoryless
                Nov 28 05:00:55 rack7-host3 kernel: Initmem setup node 1 as memoryless
                """);
        assertThat(log.nodes().lines())
                .containsExactly(
                        "SRAT: PXM 1 -> APIC 0x01 -> Node 0",
                        "SRAT: PXM 4294967295 -> APIC 0x0101 -> Node 1",
                        "ACPI: SRAT: Node 0 PXM 1 [mem 0x00000000-0x7fffffff]",
                        "ACPI: SRAT: Node 1 PXM 4294967295 [mem 0x100000000-0x1ffffffff] hotplug non-volatile",
                        "Initmem setup node 0 [mem 0x0000000000001000-0x000000007fffffff]",
                        "Initializing node 1 as memoryless",
                        "Initmem setup node 1 as memoryless");
        assertThat(log.nodes().processors())
                .containsExactly(
                        new LoggedNodes.Processor(1, 1, false, 0), new LoggedNodes.Processor(-1, 0x101, true, 1));
        assertThat(log.nodes().memory())
                .containsExactly(
                        new LoggedNodes.Memory(0, 1, 0, 0x80000000L, false, false),
                        new LoggedNodes.Memory(1, -1, 0x100000000L, 0x100000000L, true, true));
        assertThat(log.nodes().setUp()).containsExactly(0, 1);
        assertThat(log.nodes().faked()).isFalse();
    }

    /** The kernel prints an entry that wraps around unchanged, and then ignores its range. */
    @Test
    void anEntryThatWrapsIsReadAsItIsPrinted() {
        BootLog log = parse("""
                ACPI: SRAT: Node 0 PXM 0 [mem 0xfffffffffffff000-0x00000fff]
                ACPI: SRAT: Node 0 PXM 0 [mem 0x00001000-0x00000fff]
                """);
        assertThat(log.nodes().memory())
                .containsExactly(
                        new LoggedNodes.Memory(0, 0, -0x1000, 0x2000, false, false),
                        new LoggedNodes.Memory(0, 0, 0x1000, 0, false, false));
    }

    @Test
    void anIncompleteLineIsNotStored() {
        BootLog log = parse("""
                Linux version 7.3.4
                NUMA: Node 0 [mem 0x00001000-0x1fffffff] + [mem 0x40000000-0x5fff
                Warning: node reached by 52:54:00:12:34:56
                node 3 serial 4711
                Initmem setup node 0 as memoryless for host rack7
                SRAT: PXM secret -> APIC 0x00 -> Node 0
                Faking a node at [somewhere]
                """);
        assertThat(log.nodes().lines()).isEmpty();
    }

    @Test
    void aProximityDomainOfMoreThan32BitsIsRefused() {
        assertRefused(1, "a proximity domain has 32 bits", "SRAT: PXM 4294967296 -> APIC 0x00 -> Node 0");
    }

    @Test
    void tooManyLinesAboutNodesAreRefused() {
        String log = "NUMA turned off\n".repeat(NodeLines.MAX_LINES);
        assertThat(parse(log).nodes().lines()).hasSize(NodeLines.MAX_LINES);
        assertRefused(100_001, "more than 100,000 lines about nodes", log + log);
    }

    @Test
    void theLastHeaderOfAReplacedTableIsUsed() {
        BootLog log = parse("""
                ACPI: SRAT 0x000000007FFE2C05 0000E0 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
                ACPI: SRAT 0x000000007FFE2C05 Physical table override, new table: 0x000000007E6B406C
                ACPI: SRAT 0x000000007E6B406C 0000B8 (v03 BOCHS  BXPC     80000010 LAB  00000001)
                ACPI: DSDT 0x000000007FFE0040 002A21 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
                """);
        assertThat(log.tableHeaders()).containsExactly(new TableHeader("SRAT", 0xb8, 3, 0x80000010, 1));
    }

    @Test
    void ofTheBootsOfAWantedReleaseTheLastOneIsRead() {
        String text = """
                Linux version 6.1
                Command line: a
                Linux version 6.2 (b)
                Linux version 6.1
                Command line: c
                """;
        byte[] log = text.getBytes(StandardCharsets.UTF_8);
        assertThat(BootLog.parse(log, Optional.of(KernelRelease.parse("6.1"))).commandLine())
                .contains("c");
        assertThat(BootLog.parse(log, Optional.of(KernelRelease.parse("6.2"))).commandLine())
                .isEmpty();
        assertThat(BootLog.parse(log, Optional.of(KernelRelease.parse("6.3"))).commandLine())
                .contains("c");
    }
}
