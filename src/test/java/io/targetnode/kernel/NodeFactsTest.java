package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeFactsTest {

    private static final UsableRam RAM = UsableRam.of(List.of(
            new AddressRange(0x1000, 0x9efff),
            new AddressRange(0x100000, 0x1fffffff),
            new AddressRange(0x40000000, 0x4fffffff)));

    private static final List<SratEntry> ENTRIES = List.of(
            new SratEntry.Apic(0, 48, 7, true, 0),
            new SratEntry.X2Apic(1, 64, 9, true, 1),
            new SratEntry.X2Apic(2, 88, 9, false, 2),
            new SratEntry.GenericInitiator(3, 112, 4, true),
            new SratEntry.Apic(4, 144, 7, true, 3),
            new SratEntry.Memory(5, 160, 7, 0, 0x20000000, true, false, false),
            new SratEntry.Memory(6, 200, 2, 0x40000000, 0x10000000, true, false, false));

    @Test
    void aBootKnowsTheNodesOfDomainsProcessorsInitiatorsAndRam() {
        NodeFacts facts = facts(RAM, ENTRIES);
        assertThat(facts.sratNodes()).isEqualTo(Map.of(7, 0, 9, 1, 4, 2, 2, 3));
        assertThat(facts.windowNodes()).isEqualTo(Map.of(10, 4));
        assertThat(facts.processorNodes()).containsExactly(0, 1, 0);
        assertThat(facts.initiatorNodes()).containsExactly(2);
        assertThat(facts.ramBytes()).isEqualTo(Map.of(0, 0x9e000L + 0x1ff00000L, 3, 0x10000000L));
        assertThat(facts.proximityDomains()).isEqualTo(Map.of(0, 7, 1, 9, 2, 4, 3, 2, 4, 10));
        assertThat(facts.nodeOf(10)).hasValue(4);
        assertThat(facts.nodeOf(7)).hasValue(0);
        assertThat(facts.nodeOf(3)).isEmpty();
        assertThat(facts.ramBytes(4)).isZero();
    }

    /** The numbers survive the rejection; the RAM is that of the faked node. */
    @Test
    void aRejectionPutsAllRamOnNode0() {
        UsableRam uncovered = UsableRam.of(List.of(new AddressRange(0x1000, 0x7fffffff)));
        NodeFacts facts = facts(uncovered, ENTRIES);
        assertThat(facts.ramBytes()).isEqualTo(Map.of(0, 0x7ffff000L));
        assertThat(facts.sratNodes()).hasSize(4);
    }

    /** The kernel accepts less than 1 MiB, and panics later. */
    @Test
    void ramWithoutANodeIsOnNone() {
        UsableRam uncovered = UsableRam.of(List.of(new AddressRange(0x1000, 0x2000ffff)));
        assertThat(facts(uncovered, ENTRIES).ramBytes()).isEqualTo(Map.of(0, 0x1ffff000L));
    }

    private static NodeFacts facts(UsableRam ram, List<SratEntry> entries) {
        Tables tables = new Tables(
                Optional.of(new Srat(3, entries, false)),
                Optional.of(new Cedt(List.of(new Cedt.Window(0, 36, 0x80000000L, 0x10000000)))));
        return BootReplay.of(
                        new BootInputs(ram, tables, NumaOption.NONE, 64),
                        KernelTable.rangeOf(KernelTable.NEWEST).behaviour())
                .nodes();
    }
}
