package io.targetnode.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.KernelVector;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Machines;
import io.targetnode.memory.AddressRange;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Under the stub, every view of every machine has node 0 at every address. */
class StubTest {

    private static TargetNodeResolver stub(BootInputs inputs, Behaviour behaviour) {
        Boot boot = BootReplay.of(inputs, behaviour);
        return new TargetNodeResolver(boot, LookupRule.STUB, BackingRanges.of(inputs), () -> {});
    }

    @Test
    void everyMachineOfTheVectorsHasNode0EverywhereInEveryView() {
        SplittableRandom random = new SplittableRandom(20260302);
        try (Stream<KernelVector> vectors =
                Stream.of("named.jsonl", "raw-tables.jsonl").flatMap(KernelVector::of)) {
            vectors.forEach(vector -> {
                for (Behaviour behaviour : KernelTable.BEHAVIOURS) {
                    check(stub(vector.fromTables(), behaviour), random);
                }
            });
        }
    }

    @Test
    void aMachineWithoutAnythingHasNode0Everywhere() {
        check(stub(new Machines().inputs(), Behaviour.V7_0), new SplittableRandom(1));
    }

    private static void check(TargetNodeResolver resolver, SplittableRandom random) {
        long[] addresses = LongStream.concat(
                        TargetNodeResolver.ranges(List.of(resolver)).stream()
                                .flatMapToLong(range -> LongStream.of(range.start(), range.end())),
                        LongStream.generate(() -> random.nextLong() >>> random.nextInt(64))
                                .limit(16))
                .toArray();
        int[] nodes = new int[addresses.length];
        Arrays.fill(nodes, 7);
        resolver.targetNodes(addresses, nodes, addresses.length);
        assertThat(nodes).containsOnly(0);
        for (long address : addresses) {
            assertThat(resolver.targetNode(address)).isZero();
            assertThat(resolver.hotAddNode(address)).isZero();
            assertThat(resolver.nodeAnswer(address).targetNode()).isZero();
            assertThat(resolver.nodeAnswer(address).hotAddNode()).isZero();
            assertThat(resolver.answer(address).targetNode()).isZero();
            assertThat(resolver.answer(address).hotAddNode()).isZero();
            assertThat(resolver.explain(address).decision())
                    .isEqualTo("The kernel's stub searches no list and answers node 0 for every address.");
        }
        checkSegments(resolver.segments());
    }

    /** They cover all addresses without a gap, and differ only in what is at the addresses. */
    private static void checkSegments(List<Segment> segments) {
        assertThat(segments).extracting(Segment::targetNode).containsOnly(0);
        long next = 0;
        for (Segment segment : segments) {
            assertThat(segment.range().start()).isEqualTo(next);
            next = segment.range().end() + 1;
        }
        assertThat(next).as("after the last address").isZero();
    }

    @Test
    void aMachineWithoutDescribedMemoryIsOneSegment() {
        assertThat(stub(new Machines().inputs(), Behaviour.V7_0).segments())
                .containsExactly(new Segment(new AddressRange(0, -1L), 0, Backing.HOLE));
    }

    @Test
    void anExplanationComparesTheStubWithARuleThatSearchesLists() {
        Explanation explanation = stub(Machines.mission(), Behaviour.V7_0).explain(0x20000000L);
        assertThat(explanation.otherRule()).isEqualTo(LookupRule.PREFER_RESERVED);
        assertThat(explanation.otherRuleTargetNode()).isEqualTo(2);
        assertThat(explanation.answer().targetNode(LookupRule.PREFER_ONLINE)).isZero();
    }
}
