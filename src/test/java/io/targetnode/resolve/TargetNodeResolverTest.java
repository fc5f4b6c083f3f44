package io.targetnode.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Machines;
import io.targetnode.kernel.Memblk;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetNodeResolverTest {

    private static final LookupRule LEGACY = LookupRule.PREFER_ONLINE;
    private static final LookupRule FIXED = LookupRule.PREFER_RESERVED;

    /** Its window lies in RAM that belongs to no node. */
    private static final BootInputs REJECTED = new Machines()
            .ram(0x0, 0x3fffffff)
            .memory(0, 0x0, 0x1fffffff)
            .window(0x50000000, 0x5fffffff)
            .inputs();

    /** The example machine of examples/mission.json. */
    @ParameterizedTest(name = "{0}: legacy {1}, fixed {2}, hot-add {3} ({4})")
    @CsvSource({
        "0x0,        0,  0,  0, RAM",
        "0x1fffffff, 0,  0,  0, last byte before the window",
        "0x20000000, 0,  2,  0, the window",
        "0x2fffffff, 0,  2,  0, its last byte",
        "0x30000000, 0,  0,  0, a hole that a join covered",
        "0x60000000, 1,  1,  1, RAM of the other node",
        "0x80000000, -1, -1, 0, above everything",
        "0xffffffffffffffff, -1, -1, 0, the last address"
    })
    void theRulesDifferOnlyWhereBothListsHoldTheAddress(
            String address, int legacy, int fixed, int hotAdd, String what) {
        long parsed = Address.parse(address);
        assertThat(resolver(Machines.mission(), LEGACY).targetNode(parsed))
                .as(what)
                .isEqualTo(legacy);
        assertThat(mission().targetNode(parsed)).as(what).isEqualTo(fixed);
        assertThat(mission().hotAddNode(parsed)).as(what).isEqualTo(hotAdd);
    }

    @Test
    void anAnswerShowsTheBlockOfEachList() {
        Answer answer = mission().answer(0x20000000L);
        assertThat(answer.targetNode()).isEqualTo(2);
        assertThat(answer.meminfo().map(Memblk::range)).hasValue(new AddressRange(0, 0x5fffffffL));
        assertThat(answer.reservedMeminfo().map(Memblk::range)).hasValue(new AddressRange(0x20000000L, 0x2fffffffL));
        assertThat(mission().answer(0x90000000L).meminfo()).isEqualTo(Optional.empty());
    }

    @Test
    void aMachineWithoutRamHasNoHotAddNode() {
        TargetNodeResolver resolver = resolver(new Machines().inputs(), FIXED);
        assertThat(resolver.boot().meminfo().blocks()).isEmpty();
        assertThat(resolver.hotAddNode(0)).isEqualTo(-1);
        assertThat(resolver.targetNode(0)).isEqualTo(-1);
    }

    @Test
    void anExplanationNamesTheListThatDecidedAndTheAnswerOfTheOtherRule() {
        Explanation both = mission().explain(0x20000000L);
        assertThat(both.decision())
                .isEqualTo("Both lists hold the address, and the reserved list is searched first: node 2.");
        assertThat(both.rule().apiName()).isEqualTo("prefer-reserved");
        assertThat(both.otherRule().apiName()).isEqualTo("prefer-online");
        assertThat(both.otherRuleTargetNode()).isZero();
        assertThat(both.notes()).isEmpty();

        Explanation legacy = resolver(Machines.mission(), LEGACY).explain(0x20000000L);
        assertThat(legacy.decision()).isEqualTo("Both lists hold the address, and meminfo is searched first: node 0.");
        assertThat(legacy.otherRule()).isEqualTo(FIXED);
        assertThat(legacy.otherRuleTargetNode()).isEqualTo(2);

        assertThat(mission().explain(0x40000000L).decision()).isEqualTo("Only meminfo holds the address: node 0.");
        assertThat(mission().explain(0x90000000L).decision())
                .isEqualTo("Neither list holds the address: NUMA_NO_NODE.");
    }

    @Test
    void anExplanationNamesARejectedConfigurationAndAnImpossibleNode() {
        TargetNodeResolver resolver = resolver(REJECTED, FIXED);
        Explanation stale = resolver.explain(0x50000000L);
        assertThat(stale.decision()).isEqualTo("Only the reserved list holds the address: node 1.");
        assertThat(stale.notes())
                .containsExactly(
                        "The kernel rejects this machine's NUMA configuration (coverage: 536870912 bytes of usable RAM belong to no node; this kernel tolerates 1048576) and fakes node 0. Blocks that were already in the reserved list stay there.",
                        "Node 1 is not in the possible set: adding memory to it fails with -EINVAL.");
        assertThat(resolver.explain(0x90000000L).notes()).hasSize(1);
    }

    @Test
    void theRangesOfSeveralResolversCoverTheAddressSpaceAndEndWhereAnAnswerMayChange() {
        TargetNodeResolver empty = resolver(new Machines().inputs(), FIXED);
        assertThat(TargetNodeResolver.ranges(List.of(mission(), resolver(REJECTED, FIXED), empty)))
                .extracting(AddressRange::toString)
                .containsExactly(
                        "0x0-0x1fffffff",
                        "0x20000000-0x2fffffff",
                        "0x30000000-0x3fffffff",
                        "0x40000000-0x4fffffff",
                        "0x50000000-0x5fffffff",
                        "0x60000000-0x7fffffff",
                        "0x80000000-0xffffffffffffffff");
        assertThat(TargetNodeResolver.ranges(List.of(empty))).containsExactly(new AddressRange(0, -1L));
    }

    @Test
    void theSizeIncludesTheCompiledMapAndTheSegmentsOnceTheyAreBuilt() {
        AtomicInteger reports = new AtomicInteger();
        BootInputs inputs = Machines.mission();
        TargetNodeResolver resolver = new TargetNodeResolver(
                BootReplay.of(inputs, Behaviour.V7_0), FIXED, BackingRanges.of(inputs), reports::incrementAndGet);
        long built = resolver.bytes();
        resolver.targetNodes(new long[1], new int[1], 1);
        long compiled = resolver.bytes();
        resolver.segments();
        assertThat(List.of(built, compiled, resolver.bytes())).isSorted().doesNotHaveDuplicates();
        assertThat(reports).hasValue(2);
    }

    @Test
    void eachRuleStatesTheListThatDecides() {
        assertThat(FIXED.describe()).startsWith("the first block of the reserved list");
        assertThat(LEGACY.describe()).startsWith("the first block of meminfo");
        assertThat(FIXED.other()).isEqualTo(LEGACY);
        assertThat(mission().rule()).isEqualTo(FIXED);
    }

    private static TargetNodeResolver mission() {
        return resolver(Machines.mission(), FIXED);
    }

    private static TargetNodeResolver resolver(BootInputs inputs, LookupRule rule) {
        return new TargetNodeResolver(BootReplay.of(inputs, Behaviour.V7_0), rule, BackingRanges.of(inputs), () -> {});
    }
}
