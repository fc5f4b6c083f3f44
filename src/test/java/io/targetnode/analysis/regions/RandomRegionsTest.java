package io.targetnode.analysis.regions;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.analysis.regions.RegionDryRun.NodeCapacity;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelVector;
import io.targetnode.kernel.Memblk;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.HotAdd;
import io.targetnode.topology.Machine;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every region on every machine, on the machines of the vectors. */
class RandomRegionsTest {

    private static final List<String> KERNELS = List.of("6.1.176", "6.12.74", "6.18.15", "7.3.4");
    private static final int REGIONS = 20;

    private final SplittableRandom random = new SplittableRandom(20261129);
    private int tried;
    private int online;
    private int misplaced;
    private int impossible;

    @Test
    void everyRegionIsAccountedForCompletely() {
        try (Stream<KernelVector> vectors = KernelVector.of("random.jsonl.gz")) {
            vectors.limit(1_000).forEach(this::tryRegions);
        }
        assertThat(tried).isGreaterThan(8_000);
        assertThat(online).isGreaterThan(2_500);
        assertThat(misplaced).isGreaterThan(25);
        assertThat(impossible).isGreaterThan(250);
    }

    private void tryRegions(KernelVector vector) {
        HotAdd hotAdd =
                new HotAdd(List.of(), OptionalLong.of(1L << random.nextInt(12, 32)), random.nextBoolean(), false);
        Machine machine = new Machine(vector.fromEntries(), Optional.empty(), List.of(), List.of()).with(hotAdd);
        KernelView view = Replayed.of(machine)
                .under(Optional.of(KernelRelease.parse(KERNELS.get(random.nextInt(KERNELS.size())))), Optional.empty());
        List<AddressRange> described = described(view);
        for (int i = 0; i < REGIONS && !described.isEmpty(); i++) {
            AddressRange within = described.get(random.nextInt(described.size()));
            tryRegion(view, within);
        }
    }

    private static List<AddressRange> described(KernelView view) {
        List<AddressRange> ranges = new ArrayList<>();
        RegionWindow.all(view.topology().upload().machine().inputs())
                .forEach(window -> window.range().ifPresent(ranges::add));
        view.boot().reserved().blocks().stream().map(Memblk::range).forEach(ranges::add);
        return ranges;
    }

    private void tryRegion(KernelView view, AddressRange within) {
        long size = within.sizeBytes();
        long offset = random.nextBoolean() ? 0 : random.nextLong() & Long.highestOneBit(size) - 1 & -4096;
        long length = random.nextBoolean() ? size - offset : (random.nextLong() & Long.MAX_VALUE) % (size - offset) + 1;
        long start = within.start() + offset;
        try {
            assertAccounted(view, RegionDryRun.of(view, RegionRequest.at(start, length)), start, length);
        } catch (ImpossibleRegionException e) {
            AddressRange range = RegionRequest.range(start, length);
            assertThat(view.topology().upload().machine().inputs().ram().overlaps(range))
                    .as(e.getMessage())
                    .isTrue();
            impossible++;
        }
    }

    private void assertAccounted(KernelView view, RegionDryRun run, long start, long length) {
        tried++;
        assertThat(run.range()).isEqualTo(RegionRequest.range(start, length));
        assertOutcome(view, run, run.outcome());
        assertOutcome(view, run, run.otherRule());
        assertThat(run.outcome().rule()).isEqualTo(view.choice().rule());
        assertThat(run.otherRule().rule()).isNotEqualTo(view.choice().rule());
        long added = sum(run, true) - sum(run, false);
        boolean holdsPages = run.kind() == RegionKind.CXL_RAM
                && view.topology().upload().machine().hotAdd().memmapOnMemory();
        long bytes = run.outcome().onlineBytes();
        assertThat(added).isEqualTo(holdsPages ? bytes / 64 * 63 + bytes % 64 : bytes);
        assertThat(run.capacities())
                .filteredOn(node -> node.beforeBytes() != node.afterBytes())
                .allMatch(node -> node.node() == run.outcome().targetNode());
        online += run.outcome().isOnline() ? 1 : 0;
        misplaced += run.outcome().misplaced() ? 1 : 0;
    }

    private static void assertOutcome(KernelView view, RegionDryRun run, RegionOutcome outcome) {
        assertThat(outcome.onlineBytes() + outcome.strandedBytes())
                .isEqualTo(run.range().sizeBytes());
        assertThat(Long.remainderUnsigned(outcome.onlineBytes(), run.blocks().bytes()))
                .isZero();
        assertThat(outcome.isOnline()).isEqualTo(outcome.onlineBytes() != 0);
        if (outcome.isOnline()) {
            assertThat(view.boot().possibleNodes()).contains(outcome.targetNode());
        }
        int described = view.boot().reserved().blocks().stream()
                .filter(block -> block.range().contains(run.range().start()))
                .map(Memblk::node)
                .findFirst()
                .orElse(outcome.targetNode());
        assertThat(outcome.misplaced()).isEqualTo(outcome.isOnline() && described != outcome.targetNode());
    }

    private static long sum(RegionDryRun run, boolean after) {
        return run.capacities().stream()
                .mapToLong(after ? NodeCapacity::afterBytes : NodeCapacity::beforeBytes)
                .sum();
    }
}
