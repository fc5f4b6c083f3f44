package io.targetnode.analysis.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.acpi.TableHeader;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.topology.evidence.UploadedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogCheckTest {

    private final Example machine = new Example();
    private final List<String> replayed = machine.replayed();

    @Test
    void linesFromWhichTheSratWasReadConfirmNothingElse() {
        List<String> lines = List.of(
                "ACPI: SRAT: Node 0 PXM 0 [mem 0x00000000-0x1fffffff]",
                "NUMA: Node 0 [mem 0x00001000-0x0009ffff] + [mem 0x00100000-0x1fffffff] -> [mem 0x00001000-0x1fffffff]",
                "Initmem setup node 0 [mem 0x0000000000001000-0x000000001fffffff]",
                "Initmem setup node 2 as memoryless");
        assertThat(LogCheck.of(lines, 0, lines, false, true))
                .allMatch(Comparison::agrees)
                .extracting(comparison -> comparison.sentence().contains("confirms only that it was read"))
                .containsExactly(true, false, false, true);
        assertThat(LogCheck.of(lines, 0, lines, false, false))
                .extracting(Comparison::sentence)
                .containsOnly("The kernel and the replay print this line.");
    }

    @Test
    void theExampleHasFourSections() {
        assertThat(replayed.stream().map(LogSection::of).distinct())
                .containsExactly(LogSection.ENTRIES, LogSection.JOINS, LogSection.RAM, LogSection.NODES);
    }

    @Test
    void everyLineIsComparedByItself() {
        assertThat(machine.verify(Subject.BOOT_LOG)).hasSameSizeAs(replayed).allMatch(line -> line.endsWith(" agrees"));
    }

    @Test
    void aSectionThatIsMissingAtTheBeginningOrAtTheEndProvesNothing() {
        machine.lines = Optional.of(without(LogSection.ENTRIES));
        assertThat(machine.verify(Subject.BOOT_LOG))
                .contains("memory entries not-compared")
                .noneMatch(LogCheckTest::contradicts);
        machine.lines = Optional.of(without(LogSection.ENTRIES, LogSection.JOINS, LogSection.NODES));
        assertThat(machine.verify(Subject.BOOT_LOG))
                .endsWith("memory entries not-compared", "merges and overlaps not-compared", "node set-up not-compared")
                .noneMatch(LogCheckTest::contradicts);
        assertThat(machine.verify().verdict()).isEqualTo(Verdict.CONSISTENT);
        assertThat(machine.verify().why())
                .contains(
                        "Some lines of the boot log could not be compared (memory entries, merges and overlaps, node set-up): upload dmesg from soon after boot.");
        machine.lines = Optional.of(List.of());
        assertThat(machine.verify(Subject.BOOT_LOG)).hasSize(4).noneMatch(LogCheckTest::contradicts);
        assertThat(machine.verify().verdict()).isEqualTo(Verdict.CONSISTENT);
        assertThat(machine.verify().why()).anyMatch(why -> why.startsWith("No line of the boot log"));
    }

    @Test
    void aSectionThatIsMissingBetweenOthersWasNotPrinted() {
        machine.lines = Optional.of(without(LogSection.JOINS));
        assertThat(machine.verify(Subject.BOOT_LOG)).contains("merges and overlaps contradicts");
        assertThat(ids()).containsExactly(Conclusion.Id.LOST_LOG_LINES);
    }

    @Test
    void anIncompleteSectionContradicts() {
        machine.lines = Optional.of(replayed.subList(1, replayed.size()));
        assertThat(machine.verify(Subject.BOOT_LOG)).first().isEqualTo("memory entries contradicts");
        assertThat(machine.verify(Subject.BOOT_LOG).stream().filter(LogCheckTest::contradicts))
                .hasSize(1);
        assertThat(ids()).containsExactly(Conclusion.Id.LOST_LOG_LINES);
    }

    @Test
    void anUnexpectedLineContradicts() {
        machine.lines = Optional.of(inserted("ACPI: SRAT: Node 1 PXM 1 [mem 0x80000000-0x8fffffff]"));
        assertThat(machine.verify(Subject.BOOT_LOG).stream().filter(LogCheckTest::contradicts))
                .hasSize(1);
        assertThat(ids()).as("no table was uploaded").containsExactly(Conclusion.Id.MISSING_TABLE);
        for (TableHeader uploaded : List.of(Example.SRAT, Example.CEDT)) {
            machine.listed = List.of();
            machine.tables = List.of(new UploadedTable(uploaded, true));
            assertThat(ids()).containsExactly(Conclusion.Id.OTHER_FIRMWARE);
        }
    }

    @Test
    void anEntryThatDiffersUnderTheSameHeaderWasEdited() {
        machine.tables = List.of(new UploadedTable(Example.SRAT, true), new UploadedTable(Example.CEDT, true));
        machine.lines = Optional.of(replaced("0x60000000", "0x68000000"));
        assertThat(ids()).containsExactly(Conclusion.Id.EDITED_TABLE);
    }

    @Test
    void ramAtOtherAddressesIsAnotherMemoryMap() {
        machine.lines =
                Optional.of(replaced("0x0000000060000000-0x000000007fffffff", "0x0000000060000000-0x000000006fffffff"));
        assertThat(ids()).containsExactly(Conclusion.Id.OTHER_MEMORY_MAP);
        machine.lines = Optional.of(replayed.stream()
                .map(line -> line.startsWith("  node   1")
                        ? "  node   1: [mem 0x0000000060000000-0x0000000070000fff]"
                        : line)
                .toList());
        assertThat(ids()).containsExactly(Conclusion.Id.OTHER_MEMORY_MAP);
    }

    @Test
    void anUnexpectedFakedNodeContradictsAlthoughItsSectionsMayBeLost() {
        machine.lines = Optional.of(
                List.of("No NUMA configuration found", "Faking a node at [mem 0x0000000000000000-0x000000007fffffff]"));
        assertThat(machine.verify(Subject.BOOT_LOG)).contains("the faked node contradicts");
    }

    @Test
    void linesOfAnotherReleaseLeadToNoOtherConclusion() {
        machine.logged = Optional.of(KernelRelease.parse("6.1.176"));
        machine.lines = Optional.of(inserted("SRAT: PXM 0 -> APIC 0x00 -> Node 0"));
        assertThat(ids()).containsExactly(Conclusion.Id.WRONG_KERNEL);
    }

    @Test
    void linesThatTheReplayOmitsAreNotCompared() {
        List<String> kept =
                IntStream.range(0, 5).mapToObj(i -> "Warning: node " + i).toList();
        List<String> found = Stream.concat(kept.stream(), Stream.of("  node   0: a", "  node   1: b"))
                .toList();
        assertThat(LogCheck.of(kept, 2, found, false, false))
                .extracting(Comparison::outcome)
                .endsWith(Outcome.AGREES, Outcome.NOT_COMPARED, Outcome.NOT_COMPARED);
        List<String> more =
                Stream.concat(found.stream(), Stream.of("  node   2: c")).toList();
        assertThat(LogCheck.of(kept, 2, more, false, false))
                .extracting(Comparison::outcome)
                .endsWith(Outcome.NOT_COMPARED, Outcome.NOT_COMPARED, Outcome.CONTRADICTS);
        List<String> early =
                Stream.concat(Stream.of("NUMA: Node 9"), kept.stream()).toList();
        assertThat(LogCheck.of(kept, 2, early, false, false))
                .extracting(Comparison::outcome)
                .startsWith(Outcome.CONTRADICTS);
    }

    @Test
    void twoEmptyLogsGiveNoComparison() {
        assertThat(LogCheck.of(List.of(), 0, List.of(), false, false)).isEmpty();
    }

    @Test
    void linesBeforeALogThatBeginsLaterProveNothing() {
        List<String> expected = List.of(
                "ACPI: SRAT: Node 0 PXM 0 [mem 0x00001000-0x3fffffff] hotplug",
                "ACPI: SRAT: Node 0 PXM 0 [mem 0x100000000-0x4bfffffff] hotplug",
                "ACPI: SRAT: Node 0 PXM 0 [mem 0x4c0000000-0xfdfffffff] hotplug");
        assertThat(LogCheck.of(expected, 0, expected.subList(1, 3), true, false))
                .extracting(Comparison::outcome)
                .containsExactlyInAnyOrder(Outcome.NOT_COMPARED, Outcome.AGREES, Outcome.AGREES);
        assertThat(LogCheck.of(expected, 0, expected.subList(1, 3), false, false))
                .extracting(Comparison::outcome)
                .contains(Outcome.CONTRADICTS);
        assertThat(LogCheck.of(expected, 0, List.of(expected.get(0), expected.get(2)), true, false))
                .extracting(Comparison::outcome)
                .contains(Outcome.CONTRADICTS);
    }

    @Test
    void aLineOfNoSectionBelongsToTheJoins() {
        assertThat(LogSection.of("something else")).isEqualTo(LogSection.JOINS);
        assertThat(LogSection.of("node 0 [mem 0x0-0x1] overlaps with node 1 [mem 0x1-0x2]"))
                .isEqualTo(LogSection.JOINS);
        assertThat(LogSection.of("  node   0: [mem 0x0-0x1]")).isEqualTo(LogSection.RAM);
        assertThat(LogSection.of("SRAT: PXM 0 -> APIC 0x00 -> Node 0")).isEqualTo(LogSection.PROCESSORS);
        assertThat(LogSection.of("NUMA turned off")).isEqualTo(LogSection.FAKED_NODE);
    }

    private static boolean contradicts(String comparison) {
        return comparison.endsWith(" contradicts");
    }

    private List<Conclusion.Id> ids() {
        return machine.verify().conclusions().stream().map(Conclusion::id).toList();
    }

    private List<String> without(LogSection... sections) {
        return replayed.stream()
                .filter(line -> !List.of(sections).contains(LogSection.of(line)))
                .toList();
    }

    private List<String> replaced(String text, String by) {
        return replayed.stream().map(line -> line.replace(text, by)).toList();
    }

    private List<String> inserted(String line) {
        List<String> lines = new ArrayList<>(replayed);
        lines.add(1, line);
        return lines;
    }
}
