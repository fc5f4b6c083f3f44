package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.targetnode.memory.AddressRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines in which a kernel states an answer of its own look-up. */
class LoggedLookupsTest {

    private static final String BANNER = "Linux version 6.4.0-rc6 (b) (gcc) #1 SMP";
    private static final String ADD = "cxl_acpi ACPI0017:00: add: ";
    private static final String STUB = "Unknown target node for memory at 0x190000000, assuming node 0";
    private static final AddressRange WINDOW = new AddressRange(0x190000000L, 0x28fffffffL);

    private static BootLog log(String... lines) {
        List<String> all = new ArrayList<>(List.of(BANNER));
        all.addAll(List.of(lines));
        return BootLog.parse(String.join("\n", all).getBytes(StandardCharsets.UTF_8));
    }

    private static LoggedLookups lookups(String... lines) {
        return log(lines).lookups();
    }

    private static List<AddressRange> windows(String... lines) {
        return lookups(lines).windows().stream().map(CxlWindow::range).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cxl_acpi ACPI0017:00: add: decoder0.0 node: 3 range [0x190000000 - 0x28fffffff]",
                "cxl_acpi ACPI0017:00: add: decoder0.0 node: 3 range 0x190000000-0x28fffffff",
                "cxl_acpi ACPI0017:00: add: decoder0.0 node: 3 range [mem 0x190000000-0x28fffffff]",
                "cxl_acpi ACPI0017:00: add: decoder0.0 node: 3 range [mem 0x190000000-0x28fffffff flags 0x200]",
                "cxl_acpi ACPI0017:00: add: decoder0.0 node: 3 range [range 0x0000000190000000-0x000000028fffffff]",
                "cxl_acpi ACPI0017:00: decode range: node: 3 range [0x190000000 - 0x28fffffff]",
                "cxl_acpi ACPI0017:01: add: decoder2.0 node: 3 range: [0x190000000 - 0x28fffffff]",
                "[  468.233901] cxl_acpi ACPI0017:00: add: decoder0.0 node: 3 range [0x190000000 - 0x28fffffff]",
                "[  468.233901] [  T812] cxl_acpi ACPI0017:00: add: decoder0.0 node: 3 range [0x190000000 - 0x28fffffff]",
                "[  4.1] cxl_acpi:cxl_parse_cfmws:412: cxl_acpi ACPI0017:00: add: decoder0.0 node: 3 range [0x190000000 - 0x28fffffff]",
                "kern  :debug : [  4.1] cxl_acpi ACPI0017:00: add: decoder0.0 node: 3 range [0x190000000 - 0x28fffffff]",
                "Nov 22 10:00:00 host kernel: cxl_acpi ACPI0017:00: add: decoder0.0 node: 3 range [0x190000000 - 0x28fffffff]"
            })
    void theCxlDriverPrintsAWindowAndTheNodeOfItsStart(String line) {
        LoggedLookups lookups = lookups(line);
        assertThat(lookups.windows()).containsExactly(new CxlWindow(0, WINDOW));
        assertThat(lookups.answers()).containsExactly(new LoggedLookup(0x190000000L, 3, false));
        assertThat(lookups.showsStub()).isFalse();
        assertThat(lookups.areContradictory()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                STUB,
                "ACPI: " + STUB,
                "[    0.003758] ACPI: " + STUB,
                "[  468.232867] " + STUB,
                "<6>[  468.232867] Unknown online node for memory at 0x190000000, assuming node 0",
                "Nov 22 10:00:00 host kernel: [  468.232867] " + STUB
            })
    void onlyTheStubPrintsThatItDoesNotKnowANode(String line) {
        LoggedLookups lookups = lookups(line);
        assertThat(lookups.answers()).containsExactly(new LoggedLookup(0x190000000L, 0, true));
        assertThat(lookups.windows()).isEmpty();
        assertThat(lookups.showsStub()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "systemd[1]: " + STUB,
                "[   88.1] python3[812]: kernel said " + STUB,
                "Nov 22 10:00:00 host watcher[7]: " + STUB,
                "> " + STUB + " was in the log",
                STUB + "!",
                "Unknown target node for memory at 0x190000000, assuming node 1",
                "Unknown target node for memory at 190000000, assuming node 0",
                "Unknown target node for memory at 0x19000000g, assuming node 0",
                "watcher: cxl_acpi ACPI0017:00: add: decoder0.0 node: 3 range [0x190000000 - 0x28fffffff]",
                "cxl_acpi cxl_acpi.0: add: decoder3.0 node: 0 range [0x190000000 - 0x28fffffff]",
                "cxl_acpi ACPI0017:00: add: decoder0.0 node: x range [0x190000000 - 0x28fffffff]",
                "cxl_acpi ACPI0017:00: add: decoder0.0 node: 0 range [0x190000000 - 0x28fffffff] and more",
                "cxl_acpi ACPI0017:00: add: decoder0.0 node: 0 range [0x19000000000000000 - 0x28fffffff]",
                "cxl_acpi ACPI0017:00: CFMWS Base HPA not 256MB aligned"
            })
    void aQuotedOrDifferentLineStatesNothing(String line) {
        LoggedLookups lookups = lookups(line);
        assertThat(lookups.answers()).isEmpty();
        assertThat(lookups.windows()).isEmpty();
        assertThat(lookups.showsStub()).isFalse();
    }

    @Test
    void decodersCountTheWindowsWhateverTheirOrderInTheLog() {
        assertThat(windows(
                        ADD + "decoder0.1 node: 2 range [0x190000000 - 0x28fffffff]",
                        ADD + "decoder0.0 node: -1 range [0x1000000000 - 0x10ffffffff]"))
                .containsExactly(new AddressRange(0x1000000000L, 0x10ffffffffL), WINDOW);
    }

    @Test
    void windowsWithoutANumberAreInTheOrderOfTheLogWithThoseThatTheDriverCannotUse() {
        LoggedLookups lookups = lookups(
                "cxl_acpi ACPI0017:00: Failed to add decode range: [0x118000000 - 0x127ffffff] (-22)",
                "cxl_acpi ACPI0017:00: decode range: node: 2 range [0xffffffff00000000 - 0xffffffff7fffffff]",
                "cxl_acpi ACPI0017:00: decode range: node: -1 range [0x190000000 - 0x28fffffff]");
        assertThat(lookups.windows())
                .containsExactly(
                        new CxlWindow(0, new AddressRange(0x118000000L, 0x127ffffffL)),
                        new CxlWindow(1, new AddressRange(0xffffffff00000000L, 0xffffffff7fffffffL)),
                        new CxlWindow(2, WINDOW));
        assertThat(lookups.answers())
                .containsExactly(
                        new LoggedLookup(0xffffffff00000000L, 2, false), new LoggedLookup(0x190000000L, -1, false));
    }

    @Test
    void aNumberedWindowAfterOneThatCannotBeUsedIsTheSecond() {
        assertThat(lookups(
                                "cxl_acpi ACPI0017:00: Failed to add decode range [mem 0x118000000-0x127ffffff flags 0x200]",
                                ADD + "decoder0.0 node: 2 range [0x190000000 - 0x28fffffff]")
                        .windows())
                .extracting(CxlWindow::number, CxlWindow::range)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, new AddressRange(0x118000000L, 0x127ffffffL)),
                        org.assertj.core.groups.Tuple.tuple(1, WINDOW));
    }

    @Test
    void theWindowsThatCannotBeUsedAreNotAllWindows() {
        assertThat(windows("cxl_acpi ACPI0017:00: Failed to add decode range: [0x118000000 - 0x127ffffff] (-22)"))
                .isEmpty();
        assertThat(windows("cxl_acpi ACPI0017:00: Failed to add decode range: [0x118000000 - 0x127ffffff] (-22)", STUB))
                .isEmpty();
    }

    @Test
    void aDriverThatIsLoadedAgainPrintsTheSameWindowsAgain() {
        String line = ADD + "decoder0.0 node: 2 range [0x190000000 - 0x28fffffff]";
        BootLog log = log(line, line, STUB.replace("0x190000000", "0x1"), STUB.replace("0x190000000", "0x1"));
        assertThat(log.lookups().windows()).hasSize(1);
        assertThat(log.lookups().answers()).hasSize(2);
    }

    @Test
    void aDecoderAtTwoRangesIsAWarningAndTheFirstCounts() {
        BootLog log = log(
                ADD + "decoder0.0 node: 2 range [0x190000000 - 0x28fffffff]",
                ADD + "decoder0.0 node: 2 range [0x190000000 - 0x29fffffff]",
                ADD + "decoder0.0 node: 2 range [0x190000000 - 0x2afffffff]");
        assertThat(log.lookups().windows()).containsExactly(new CxlWindow(0, WINDOW));
        assertThat(log.warnings())
                .containsExactly(
                        "the log has decoder0.0 at [mem 0x190000000-0x28fffffff] and at [mem 0x190000000-0x29fffffff]: the first is used");
    }

    @Test
    void aWindowThatIsEmptyOrWrapsHasAnAnswerAndNoRange() {
        LoggedLookups lookups = lookups(
                ADD + "decoder0.0 node: 2 range [0x190000000 - 0x18fffffff]",
                "cxl_acpi ACPI0017:00: Failed to add decode range: [0x2 - 0x1] (-22)");
        assertThat(lookups.windows()).isEmpty();
        assertThat(lookups.answers()).hasSize(1);
    }

    @Test
    void anotherNodeContradictsTheStub() {
        BootLog log = log(STUB, ADD + "decoder0.0 node: 0 range [0x190000000 - 0x28fffffff]");
        assertThat(log.lookups().showsStub()).isTrue();
        assertThat(log.warnings()).isEmpty();
        for (String node : List.of("-1", "2")) {
            BootLog other = log(STUB, ADD + "decoder0.0 node: " + node + " range [0x190000000 - 0x28fffffff]");
            assertThat(other.lookups().showsStub()).isFalse();
            assertThat(other.lookups().areContradictory()).isTrue();
            assertThat(other.warnings())
                    .singleElement()
                    .asString()
                    .contains("only the stub of phys_to_target_node() prints");
        }
    }

    @Test
    void theStubOfAnEarlierBootDoesNotCount() {
        assertThat(lookups(STUB, BANNER.replace("6.4", "6.5")).answers()).isEmpty();
        assertThat(lookups(BANNER.replace("6.4", "6.5"), STUB).showsStub()).isTrue();
    }

    @Test
    void moreLinesThanAnyKernelPrintsAreRefused() {
        String[] lines = new String[LookupLines.MAX_LINES + 1];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "Unknown target node for memory at 0x%x, assuming node 0".formatted(i);
        }
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> log(lines))
                .withMessageContaining("more than 4,096 CXL windows or answers");
    }

    // NUMA that is off

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NUMA turned off",
                "[    0.495207] NUMA turned off",
                "NUMA: NUMA turned off",
                "NUMA: NUMA disabled",
                "NUMA disabled",
                "NUMA: turned off",
                "NUMA: disabled",
                "NUMA: off"
            })
    void theLogSaysThatNumaIsOff(String line) {
        assertThat(log(line).nodes().turnedOff()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No NUMA configuration found",
                "xenstored: NUMA turned off",
                "NUMA turned off by the administrator",
                "NUMA: Node 0 [mem 0x00000000-0x0009ffff] + [mem 0x00100000-0x7fffffff] -> [mem 0x00000000-0x7fffffff]",
                "Command line: numa=off"
            })
    void anotherLineDoesNotSayThatNumaIsOff(String line) {
        assertThat(log(line).nodes().turnedOff()).isFalse();
    }

    @Test
    void aKernelThatReadTheSratHasNumaOn() {
        assertThat(log("ACPI: SRAT: Node 0 PXM 0 [mem 0x00000000-0x0009ffff]", "NUMA turned off")
                        .nodes()
                        .turnedOff())
                .isFalse();
        assertThat(log("SRAT: PXM 0 -> APIC 0x00 -> Node 0", "NUMA turned off")
                        .nodes()
                        .turnedOff())
                .isFalse();
    }

    @Test
    void onlyTheWordsOfTheReplayAreALineAboutNodes() {
        assertThat(log("NUMA turned off").nodes().lines()).containsExactly("NUMA turned off");
        assertThat(log("NUMA: NUMA disabled").nodes().lines()).containsExactly("NUMA: NUMA disabled");
        assertThat(log("NUMA: off").nodes().lines()).isEmpty();
    }

    @Test
    void theMapOfAXenDomainIsRead() {
        assertThat(log(
                                "BIOS-provided physical RAM map:",
                                "Xen: [mem 0x0000000000000000-0x0000000000086fff] usable",
                                "Xen: [mem 0x0000000000087000-0x0000000000087fff] reserved",
                                "Xen: [mem 0x0000000000100000-0x00000000dbfbdfff] usable",
                                "e820: update [mem 0x00000000-0x00000fff] usable ==> reserved")
                        .usableRam()
                        .map(BootRam::ranges))
                .hasValue(List.of(new AddressRange(0x1000, 0x86fff), new AddressRange(0x100000, 0xdbfbdfffL)));
    }
}
