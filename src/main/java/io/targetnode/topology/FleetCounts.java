package io.targetnode.topology;

import io.targetnode.topology.FleetSummary.KernelCount;
import io.targetnode.topology.FleetSummary.LayoutCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts the selected topologies of a fleet, which it receives in the order of their names. */
final class FleetCounts {

    private static final Comparator<KernelCount> LARGEST_KERNELS =
            Comparator.comparingLong(FleetCounts::topologies).reversed().thenComparing(KernelCount::kernel);

    private static final Comparator<LayoutCount> LARGEST_LAYOUTS = Comparator.comparingLong(LayoutCount::topologies)
            .reversed()
            .thenComparing(LayoutCount::fingerprint)
            .thenComparing(LayoutCount::verdict);

    private final FleetFilter filter;
    private final Map<String, KernelTally> kernels = new HashMap<>();

    /** The number of topologies of each layout. Arrays, because all of 100,000 layouts may be different. */
    private final int[] topologies;

    /** The first topology of each layout. */
    private final @Nullable JudgedTopology[] examples;

    private final List<String> damaged = new ArrayList<>();
    private long notJudged;

    /**
     * @param filter whose verdict is counted
     * @param layouts the number of layouts
     */
    FleetCounts(FleetFilter filter, int layouts) {
        this.filter = filter;
        this.topologies = new int[layouts];
        this.examples = new JudgedTopology[layouts];
    }

    private static final class KernelTally {

        private final Map<String, Long> verdicts = new HashMap<>();
        private long assumed;
    }

    /** @param layout the number of its layout */
    void add(FleetEntry entry, int layout) {
        if (entry.damaged()) {
            damaged.add(entry.name().text());
        } else if (entry.judged().isEmpty()) {
            notJudged++;
        } else if (filter.selects(entry.judged().get().judgement())) {
            add(entry.judged().get(), layout);
        }
    }

    private void add(JudgedTopology topology, int layout) {
        StoredJudgement judgement = topology.judgement();
        KernelTally kernel = kernels.computeIfAbsent(judgement.kernel(), release -> new KernelTally());
        kernel.verdicts.merge(judgement.verdict(), 1L, Long::sum);
        kernel.assumed += judgement.kernelAssumed() ? 1 : 0;
        if (topologies[layout]++ == 0) {
            examples[layout] = topology;
        }
    }

    FleetSummary summary(int groups, int names) {
        Map<String, Long> verdicts = new HashMap<>();
        List<KernelCount> byKernel = new ArrayList<>();
        kernels.forEach((release, tally) -> {
            tally.verdicts.forEach((verdict, count) -> verdicts.merge(verdict, count, Long::sum));
            byKernel.add(new KernelCount(release, tally.verdicts, tally.assumed));
        });
        return new FleetSummary(
                verdicts,
                first(byKernel.stream(), LARGEST_KERNELS, groups),
                first(
                        IntStream.range(0, topologies.length)
                                .filter(layout -> topologies[layout] > 0)
                                .mapToObj(this::count),
                        LARGEST_LAYOUTS,
                        groups),
                notJudged,
                damaged.size(),
                damaged.subList(0, Math.min(names, damaged.size())));
    }

    private LayoutCount count(int layout) {
        JudgedTopology example = Objects.requireNonNull(examples[layout]);
        return new LayoutCount(
                example.judgement().fingerprint(),
                example.judgement().verdict(),
                topologies[layout],
                example.name().text());
    }

    private static long topologies(KernelCount count) {
        return count.verdicts().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The first elements of an order, without sorting the others. */
    private static <T> List<T> first(Stream<T> all, Comparator<T> order, int limit) {
        PriorityQueue<T> first = new PriorityQueue<>(order.reversed());
        all.forEach(element -> {
            if (first.size() < limit) {
                first.add(element);
            } else if (limit > 0 && order.compare(element, first.element()) < 0) {
                first.remove();
                first.add(element);
            }
        });
        return first.stream().sorted(order).toList();
    }
}
