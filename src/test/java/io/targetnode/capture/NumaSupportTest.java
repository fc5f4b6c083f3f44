package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A log shows a kernel without CONFIG_NUMA only if nothing else can explain that lines about NUMA are missing. */
class NumaSupportTest {

    private static final String LOG = log();

    private static String log() {
        try {
            return Files.readString(Path.of("src/test/resources/field-cases/no-numa-kernel/dmesg.txt"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isWithoutNuma(String log) {
        return BootLog.parse(log.getBytes(StandardCharsets.UTF_8)).lookups().withoutNuma();
    }

    private static String without(String part) {
        return LOG.replaceAll("(?m)^.*" + part + ".*\n", "");
    }

    @Test
    void aCompleteLogWithoutAnyLineAboutNumaIsThatOfAKernelWithoutNuma() {
        assertThat(isWithoutNuma(LOG)).isTrue();
        assertThat(isWithoutNuma(LOG + "[    0.1] Built 1 zonelists, mobility grouping on.  Total pages: 1\n"))
                .isTrue();
    }

    @Test
    void aLaterKernelPrintsTheLastPageFrameWithAPrefix() {
        assertThat(isWithoutNuma(LOG.replace("] last_pfn", "] e820: last_pfn"))).isTrue();
    }

    @Test
    void eitherTheLastPageFrameOrTheTablesShowThatNothingWasCutBeforeTheZones() {
        assertThat(isWithoutNuma(without("last_pfn"))).isTrue();
        assertThat(isWithoutNuma(without("ACPI: "))).isTrue();
    }

    @Test
    void anOptionForNumaOnTheCommandLineProvesNothing() {
        assertThat(isWithoutNuma(LOG.replace("rw l1tf", "rw numa=off numa_balancing=disable NUMA=x l1tf")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Linux version",
                "Command line:",
                "BIOS-provided",
                "BIOS-e820",
                "(?:last_pfn|ACPI: )",
                "Zone ranges",
                "Early memory node ranges",
                "  node   0",
                "Initmem setup"
            })
    void aLogWithoutAnyOfTheOtherLinesProvesNothing(String part) {
        assertThat(without(part)).isNotEqualTo(LOG);
        assertThat(isWithoutNuma(without(part))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No NUMA configuration found",
                "NUMA turned off",
                "Faking a node at [mem 0x0000000000000000-0x000000011bffffff]",
                "NODE_DATA(0) allocated [mem 0x17fffb000-0x17fffefff]",
                "NUMA: Initialized distance table, cnt=2",
                "SRAT: PXM 0 -> APIC 0x00 -> Node 0",
                "ACPI: SRAT: Node 0 PXM 0 [mem 0x00000000-0x0009ffff]",
                "Fallback order for Node 0: 0 ",
                "Policy zone: Normal",
                "mempolicy: Enabling automatic NUMA balancing."
            })
    void anyLineThatOnlyAKernelWithNumaPrintsDecides(String line) {
        assertThat(isWithoutNuma(
                        LOG.replace("[    0.004230] Zone", "[    0.004200] " + line + "\n[    0.004230] Zone")))
                .isFalse();
        assertThat(isWithoutNuma(LOG + "[    0.1] " + line + "\n")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "...",
                "[...]",
                "[    0.004200] ** 12 printk messages dropped **",
                "-- snip --",
                "(4 lines omitted)"
            })
    void aMarkForMissingLinesMeansThatTheLogIsIncomplete(String mark) {
        assertThat(isWithoutNuma(LOG.replace("[    0.004230] Zone", mark + "\n[    0.004230] Zone")))
                .isFalse();
        assertThat(isWithoutNuma(LOG + mark + "\n")).as("after the node ranges").isTrue();
    }

    @Test
    void linesInAnotherOrderProveNothing() {
        String zones = "[    0.004230] Zone ranges:\n";
        assertThat(isWithoutNuma(zones + LOG.replace(zones, ""))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyBootedMachineHasNuma(Machine machine) {
        assertThat(isWithoutNuma(machine.text("dmesg.txt"))).isFalse();
    }

    private static java.util.stream.Stream<Machine> machines() {
        return Machine.all().stream();
    }
}
