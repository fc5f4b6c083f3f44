package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.LoggedLookup;
import io.targetnode.capture.LoggedProcessors;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Machines;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.Machine;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The window of the mission machine has node 0 by prefer-online and node 2 by prefer-reserved. */
class UnknownLookupRuleTest {

    private static final String BUILD = "6.8.0-45-generic";
    private static final long WINDOW = 0x20000000L;
    private static final long NO_NODE = 0x90000000L;

    @Test
    void aRuleThatMattersAndIsNotKnownIsAnAssumption() {
        Machine machine = UnknownLookupRule.settled(machine(BUILD, Machines.mission()), Evidence.NONE);
        assertThat(machine.rule()).isEmpty();
        assertThat(machine.assumptions()).singleElement().satisfies(assumption -> {
            assertThat(assumption.text())
                    .startsWith("Kernel 6.8.0-45-generic has the look-up rule of its upstream release, prefer-online.");
            assertThat(assumption.remedy()).startsWith("Upload daxctl");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.8", "6.12.74", "7.3", "5.14.0-570.el9.x86_64"})
    void aKnownRuleIsNoAssumption(String release) {
        Machine machine = machine(release, Machines.mission());
        assertThat(UnknownLookupRule.settled(machine, devices(device(WINDOW, 2))))
                .isSameAs(machine);
    }

    @Test
    void aRuleThatMakesNoDifferenceIsNoAssumption() {
        Machine machine = machine(
                BUILD,
                new Machines().ram(0, 0x1fffffff).memory(0, 0, 0x1fffffff).inputs());
        assertThat(UnknownLookupRule.settled(machine, Evidence.NONE)).isSameAs(machine);
    }

    @Test
    void theNewestReleaseHasAKnownRule() {
        Machine machine = new Machine(Machines.mission(), Optional.empty(), List.of(), List.of());
        assertThat(UnknownLookupRule.settled(machine, Evidence.NONE)).isSameAs(machine);
    }

    @Test
    void aStatedRuleStays() {
        Machine machine = new Machine(
                Machines.mission(),
                Optional.of(KernelRelease.parse(BUILD)),
                Optional.of(LookupRule.STUB),
                List.of(),
                List.of());
        assertThat(UnknownLookupRule.settled(machine, devices(device(WINDOW, 2))))
                .isSameAs(machine);
    }

    @ParameterizedTest
    @CsvSource({"0, PREFER_ONLINE", "2, PREFER_RESERVED"})
    void theNodeOfADeviceInAWindowDecides(int node, LookupRule rule) {
        for (Evidence evidence : List.of(
                devices(device(WINDOW, node)),
                devices(device(WINDOW, node), device(WINDOW + 0x1000, node)),
                log(BUILD, new LoggedLookup(WINDOW, node, false)),
                log(BUILD, new LoggedLookup(WINDOW, node, false), new LoggedLookup(WINDOW, 0, true)))) {
            Machine machine = UnknownLookupRule.settled(machine(BUILD, Machines.mission()), evidence);
            assertThat(machine.rule()).contains(rule);
            assertThat(machine.assumptions()).isEmpty();
        }
    }

    @Test
    void evidenceThatDecidesNothingLeavesTheAssumption() {
        DaxDevice withoutRange =
                new DaxDevice("dax0.0", OptionalLong.empty(), OptionalInt.of(2), Optional.empty(), true);
        DaxDevice withoutNode =
                new DaxDevice("dax0.0", OptionalLong.empty(), OptionalInt.empty(), Optional.of(range(WINDOW)), true);
        for (Evidence evidence : List.of(
                devices(withoutRange, withoutNode),
                devices(device(WINDOW, 1)),
                devices(device(WINDOW, 0), device(WINDOW, 2)),
                devices(device(0x40000000L, 2)),
                log("6.8.0-44-generic", new LoggedLookup(WINDOW, 2, false)),
                log(BUILD, new LoggedLookup(NO_NODE, -1, false)))) {
            Machine machine = UnknownLookupRule.settled(machine(BUILD, Machines.mission()), evidence);
            assertThat(machine.rule()).isEmpty();
            assertThat(machine.assumptions()).extracting(Assumption::text).hasSize(1);
        }
    }

    private static Machine machine(String release, BootInputs inputs) {
        return new Machine(inputs, Optional.of(KernelRelease.parse(release)), List.of(), List.of());
    }

    private static DaxDevice device(long start, int node) {
        return new DaxDevice("dax0.0", OptionalLong.empty(), OptionalInt.of(node), Optional.of(range(start)), true);
    }

    private static AddressRange range(long start) {
        return new AddressRange(start, start + 0xfff);
    }

    private static Evidence devices(DaxDevice... devices) {
        return evidence(Optional.empty(), List.of(devices));
    }

    private static Evidence log(String release, LoggedLookup... lookups) {
        LoggedBoot log = new LoggedBoot(
                Optional.of(KernelRelease.parse(release)),
                List.of(),
                List.of(),
                Arrays.asList(lookups),
                LoggedProcessors.NONE,
                false);
        return evidence(Optional.of(log), List.of());
    }

    private static Evidence evidence(Optional<LoggedBoot> log, List<DaxDevice> devices) {
        return new Evidence(log, List.of(), List.of(), devices, List.of(), List.of(), List.of(), List.of());
    }
}
