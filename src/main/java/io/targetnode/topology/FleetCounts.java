package io.targetnode.topology;

import io.targetnode.topology.FleetSummary.KernelCount;
import io.targetnode.topology.FleetSummary.LayoutCount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Counts the selected topologies of a fleet, which it receives in the order of their names. */
final class FleetCounts {

    private static final Comparator<KernelCount> LARGEST_KERNELS =
            Comparator.comparingLong(FleetCounts::topologies).reversed().thenComparing(KernelCount::kernel);

    private static final Comparator<LayoutCount> LARGEST_LAYOUTS = Comparator.comparingLong(LayoutCount::topologies)
            .reversed()
            .thenComparing(LayoutCount::fingerprint)
            .thenComparing(LayoutCount::verdict);

    private final FleetFilter filter;
    private final Map<String, Long> verdicts = new HashMap<>();
    private final Map<String, KernelTally> kernels = new HashMap<>();
    private final Map<Layout, LayoutTally> layouts = new HashMap<>();
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
        } else {
            add(entry.name().text(), entry.judged().get().judgement());
        }
    }

    private void add(String name, StoredJudgement judgement) {
        if (!filter.selects(judgement)) {
            return;
        }
        verdicts.merge(judgement.verdict(), 1L, Long::sum);
        KernelTally kernel = kernels.computeIfAbsent(judgement.kernel(), release -> new KernelTally());
        kernel.verdicts.merge(judgement.verdict(), 1L, Long::sum);
        kernel.assumed += judgement.kernelAssumed() ? 1 : 0;
        layouts.computeIfAbsent(
                        new Layout(judgement.fingerprint(), judgement.verdict()), layout -> new LayoutTally(name))
                .topologies++;
    }

    FleetSummary summary(int groups, int names) {
        List<KernelCount> byKernel = new ArrayList<>();
        kernels.forEach((release, tally) -> byKernel.add(new KernelCount(release, tally.verdicts, tally.assumed)));
        List<LayoutCount> byLayout = new ArrayList<>();
        layouts.forEach((layout, tally) ->
                byLayout.add(new LayoutCount(layout.fingerprint(), layout.verdict(), tally.topologies, tally.example)));
        return new FleetSummary(
                verdicts,
                first(byKernel, LARGEST_KERNELS, groups),
                first(byLayout, LARGEST_LAYOUTS, groups),
                notJudged,
                damaged.size(),
                damaged.subList(0, Math.min(names, damaged.size())));
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
