package io.targetnode.topology;

import io.targetnode.topology.FleetSummary.KernelCount;
import io.targetnode.topology.FleetSummary.LayoutCount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Counts the selected topologies of a fleet, which it receives in the order of their names. */
final class FleetCounts {

    private static final Comparator<KernelCount> LARGEST_KERNELS =
            Comparator.comparingLong(FleetCounts::topologies).reversed().thenComparing(KernelCount::kernel);

    private static final Comparator<Map.Entry<Layout, LayoutTally>> LARGEST_LAYOUTS = Comparator.comparingLong(
                    (Map.Entry<Layout, LayoutTally> layout) -> layout.getValue().topologies)
            .reversed()
            .thenComparing(layout -> layout.getKey().fingerprint())
            .thenComparing(layout -> layout.getKey().verdict());

    private final FleetFilter filter;
    private final Map<String, KernelTally> kernels = new HashMap<>();
    /** Linked, because a walk in the order of allocation is fast: all of 100,000 layouts may be different. */
    private final Map<Layout, LayoutTally> layouts = new LinkedHashMap<>();

    private final List<String> damaged = new ArrayList<>();
    private long notJudged;

    /** @param filter whose verdict is counted */
    FleetCounts(FleetFilter filter) {
        this.filter = filter;
    }

    private record Layout(String fingerprint, String verdict) {}

    private static final class LayoutTally {

        private final String example;
        private long topologies;

        LayoutTally(String example) {
            this.example = example;
        }
    }

    private static final class KernelTally {

        private final Map<String, Long> verdicts = new HashMap<>();
        private long assumed;
    }

    void add(FleetEntry entry) {
        if (entry.damaged()) {
            damaged.add(entry.name().text());
        } else if (entry.judged().isEmpty()) {
            notJudged++;
        } else if (filter.selects(entry.judged().get().judgement())) {
            add(entry.judged().get());
        }
    }

    private void add(JudgedTopology topology) {
        StoredJudgement judgement = topology.judgement();
        KernelTally kernel = kernels.computeIfAbsent(judgement.kernel(), release -> new KernelTally());
        kernel.verdicts.merge(judgement.verdict(), 1L, Long::sum);
        kernel.assumed += judgement.kernelAssumed() ? 1 : 0;
        layouts.computeIfAbsent(
                        new Layout(judgement.fingerprint(), judgement.verdict()),
                        layout -> new LayoutTally(topology.name().text()))
                .topologies++;
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
                first(byKernel, LARGEST_KERNELS, groups),
                first(layouts.entrySet(), LARGEST_LAYOUTS, groups).stream()
                        .map(FleetCounts::count)
                        .toList(),
                notJudged,
                damaged.size(),
                damaged.subList(0, Math.min(names, damaged.size())));
    }

    private static LayoutCount count(Map.Entry<Layout, LayoutTally> layout) {
        return new LayoutCount(
                layout.getKey().fingerprint(),
                layout.getKey().verdict(),
                layout.getValue().topologies,
                layout.getValue().example);
    }

    private static long topologies(KernelCount count) {
        return count.verdicts().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The first elements of an order, without sorting the others. */
    private static <T> List<T> first(Collection<T> all, Comparator<T> order, int limit) {
        PriorityQueue<T> first = new PriorityQueue<>(order.reversed());
        for (T element : all) {
            if (first.size() < limit) {
                first.add(element);
            } else if (limit > 0 && order.compare(element, first.element()) < 0) {
                first.remove();
                first.add(element);
            }
        }
        return first.stream().sorted(order).toList();
    }
}
