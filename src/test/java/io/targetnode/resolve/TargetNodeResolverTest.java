package io.targetnode.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.Machines;
import io.targetnode.kernel.Memblk;
import io.targetnode.memory.AddressRange;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetNodeResolverTest {

    private static final LookupRule LEGACY = new LookupRule.PreferOnline();
    private static final LookupRule FIXED = new LookupRule.PreferReserved();

    /** The mission's example: the first table of the product. */
    @ParameterizedTest(name = "{0}: legacy {1}, fixed {2}, hot-add {3} ({4})")
    @CsvSource({
        "0x0,        0,  0,  0, RAM",
        "0x1fffffff, 0,  0,  0, last byte before the window",
        "0x20000000, 0,  2,  0, the window",
        "0x2fffffff, 0,  2,  0, its last byte",
        "0x30000000, 0,  0,  0, a hole that the join swallowed",
        "0x60000000, 1,  1,  1, RAM of the other node",
        "0x80000000, -1, -1, 0, above everything",
        "0xffffffffffffffff, -1, -1, 0, the last address"
    })
    void theRulesDifferOnlyWhereBothListsHoldTheAddress(
            String address, int legacy, int fixed, int hotAdd, String what) {
        Boot boot = BootReplay.of(Machines.mission(), Behaviour.V7_0);
        long parsed = io.targetnode.memory.Address.parse(address);
        assertThat(new TargetNodeResolver(boot, LEGACY).targetNode(parsed))
                .as(what)
                .isEqualTo(legacy);
        assertThat(new TargetNodeResolver(boot, FIXED).targetNode(parsed))
                .as(what)
                .isEqualTo(fixed);
        assertThat(new TargetNodeResolver(boot, FIXED).hotAddNode(parsed))
                .as(what)
                .isEqualTo(hotAdd);
    }

    @Test
    void anAnswerShowsTheBlockOfEachList() {
        Answer answer = fixed().answer(0x20000000L);
        assertThat(answer.targetNode()).isEqualTo(2);
        assertThat(answer.meminfo().map(Memblk::range)).hasValue(new AddressRange(0, 0x5fffffffL));
        assertThat(answer.reservedMeminfo().map(Memblk::range)).hasValue(new AddressRange(0x20000000L, 0x2fffffffL));
        assertThat(fixed().answer(0x90000000L).meminfo()).isEqualTo(Optional.empty());
    }

    @Test
    void withoutAnyRamThereIsNoHotAddNode() {
        Boot boot = BootReplay.of(new Machines().inputs(), Behaviour.V7_0);
        assertThat(boot.meminfo().blocks()).isEmpty();
        assertThat(new TargetNodeResolver(boot, FIXED).hotAddNode(0)).isEqualTo(-1);
        assertThat(new TargetNodeResolver(boot, FIXED).targetNode(0)).isEqualTo(-1);
    }

    @Test
    void anExplanationSaysWhichListDecidedAndWhatTheOtherRuleWouldSay() {
        Explanation both = fixed().explain(0x20000000L);
        assertThat(both.decision())
                .isEqualTo("Both lists hold the address, and the reserved list is asked first: node 2.");
        assertThat(both.rule().apiName()).isEqualTo("prefer-reserved");
        assertThat(both.otherRule().apiName()).isEqualTo("prefer-online");
        assertThat(both.otherRuleTargetNode()).isZero();
        assertThat(both.notes()).isEmpty();

        Explanation legacy = new TargetNodeResolver(fixed().boot(), LEGACY).explain(0x20000000L);
        assertThat(legacy.decision()).isEqualTo("Both lists hold the address, and meminfo is asked first: node 0.");
        assertThat(legacy.otherRule()).isEqualTo(FIXED);
        assertThat(legacy.otherRuleTargetNode()).isEqualTo(2);

        assertThat(fixed().explain(0x40000000L).decision()).isEqualTo("Only meminfo holds the address: node 0.");
        assertThat(fixed().explain(0x90000000L).decision()).isEqualTo("Neither list holds the address: NUMA_NO_NODE.");
    }

    @Test
    void anExplanationNamesARejectedConfigurationAndANodeThatCannotBeUsed() {
        Boot boot = BootReplay.of(
                new Machines()
                        .ram(0x0, 0x3fffffff)
                        .memory(0, 0x0, 0x1fffffff)
                        .window(0x50000000, 0x5fffffff)
                        .inputs(),
                Behaviour.V7_0);
        TargetNodeResolver resolver = new TargetNodeResolver(boot, FIXED);
        Explanation stale = resolver.explain(0x50000000L);
        assertThat(stale.decision()).isEqualTo("Only the reserved list holds the address: node 1.");
        assertThat(stale.notes())
                .containsExactly(
                        "The kernel rejects this machine's NUMA configuration (coverage: 536870912 bytes of usable RAM belong to no node; this kernel tolerates 1048576) and fakes node 0; what was already in the reserved list stays there.",
                        "Node 1 is not in the possible set: adding memory to it fails with -EINVAL.");
        assertThat(resolver.explain(0x90000000L).notes()).hasSize(1);
    }

    @Test
    void eachRuleSaysWhatItDoes() {
        assertThat(FIXED.describe()).startsWith("the first block of the reserved list");
        assertThat(LEGACY.describe()).startsWith("the first block of meminfo");
        assertThat(LookupRule.of(Behaviour.Preference.ONLINE)).isEqualTo(LEGACY);
        assertThat(LookupRule.of(Behaviour.Preference.RESERVED)).isEqualTo(FIXED);
        assertThat(FIXED.other()).isEqualTo(LEGACY);
        assertThat(fixed().rule()).isEqualTo(FIXED);
    }

    private static TargetNodeResolver fixed() {
        return new TargetNodeResolver(BootReplay.of(Machines.mission(), Behaviour.V7_0), FIXED);
    }
}
