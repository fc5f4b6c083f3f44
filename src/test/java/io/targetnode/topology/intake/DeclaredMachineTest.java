package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.IncompleteMachineException;
import io.targetnode.topology.Machine;
import io.targetnode.topology.intake.DeclaredMachine.FirmwareView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeclaredMachineTest {

    private static final Declaration COMPLETE =
            new Declaration(Optional.of(KernelRelease.parse("7.3")), Optional.of(""), 1024);

    @Test
    void aCompleteFirmwareViewIsExact() {
        Machine machine = DeclaredMachine.firmware(
                new FirmwareView(
                        Optional.of(List.of(new AddressRange(0, 0xfffff))),
                        Optional.of(new Srat(3, List.of(), false)),
                        Optional.of(new Cedt(List.of()))),
                COMPLETE);
        assertThat(machine.isExact()).isTrue();
        assertThat(machine.inputs().ram()).hasToString("[0x0-0xfffff]");
    }

    @Test
    void missingPartsOfAFirmwareViewAreAssumptions() {
        Machine machine = DeclaredMachine.firmware(
                new FirmwareView(Optional.of(List.of()), Optional.empty(), Optional.empty()),
                new Declaration(Optional.empty(), Optional.empty(), 1024));
        assertThat(machine.assumptions())
                .extracting(Assumption::text)
                .containsExactly(
                        "The machine has no SRAT.",
                        "The machine has no CEDT.",
                        "The kernel's command line has neither numa=off nor numa=noacpi.",
                        "The machine runs the newest known kernel, 7.3.");
    }

    @Test
    void withoutDeclaredRamTheEnabledEntriesThatAreNotHotPluggableAreUsed() {
        Srat srat = new Srat(
                3,
                List.of(
                        memory(0, 0x0, 0x1000, true, false),
                        memory(1, 0x10000, 0x1000, false, false),
                        memory(2, 0x20000, 0x1000, true, true),
                        memory(3, 0x30000, 0, true, false),
                        memory(4, 0xfffffffffffff000L, 0x2000, true, false),
                        memory(6, 0xfffffffffffff000L, 0x1000, true, false),
                        memory(5, 0x40000, 0x2000, true, false)),
                false);
        Machine machine = DeclaredMachine.firmware(
                new FirmwareView(Optional.empty(), Optional.of(srat), Optional.of(new Cedt(List.of()))), COMPLETE);
        assertThat(machine.inputs().ram()).hasToString("[0x0-0xfff, 0x40000-0x41fff]");
        assertThat(machine.assumptions()).hasSize(1);
        assertThatThrownBy(() -> DeclaredMachine.firmware(
                        new FirmwareView(Optional.empty(), Optional.empty(), Optional.of(new Cedt(List.of()))),
                        COMPLETE))
                .isInstanceOf(IncompleteMachineException.class);
    }

    @Test
    void theNodesOfDescribedRangesAreAnAssumption() {
        Machine machine = DeclaredMachine.described(
                List.of(
                        new DescribedRange(0, new AddressRange(0, 0xffff), MemoryType.SYSTEM_RAM, 0),
                        new DescribedRange(1, new AddressRange(0x10000, 0x1ffff), MemoryType.CXL_WINDOW, 1)),
                COMPLETE);
        assertThat(machine.inputs().ram()).hasToString("[0x0-0xffff]");
        assertThat(machine.assumptions())
                .singleElement()
                .extracting(Assumption::text)
                .asString()
                .startsWith("Nodes are used as described");
    }

    private static SratEntry.Memory memory(int index, long base, long length, boolean enabled, boolean hotPluggable) {
        return new SratEntry.Memory(index, 48 + 40 * index, 0, base, length, enabled, hotPluggable, false);
    }
}
