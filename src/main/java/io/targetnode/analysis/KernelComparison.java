package io.targetnode.analysis;

import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.LookupRule;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Backing;
import io.targetnode.resolve.NodeAnswer;
import io.targetnode.topology.Topology;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The addresses for which kernels give different target nodes.
 *
 * @param kernels the topology under each kernel, at least two
 * @param ranges where at least two kernels answer differently: complete, ascending and disjoint
 */
public record KernelComparison(List<KernelView> kernels, List<DifferingRange> ranges) {

    /**
     * Addresses with the same answers.
     *
     * @param range the addresses
     * @param backing what is there
     * @param nodes the target node under each kernel, in their order
     * @param reasons the changes between kernels that make the difference; not empty
     */
    public record DifferingRange(AddressRange range, Backing backing, List<Integer> nodes, List<SwitchChange> reasons) {

        public DifferingRange {
            nodes = List.copyOf(nodes);
            reasons = List.copyOf(reasons);
        }
    }

    private record Answers(List<Integer> nodes, Backing backing) {}

    /** Two kernels, of which the first one is older, and the changes from one to the other. */
    private record Neighbours(int older, int newer, ChangePath path) {

        List<SwitchChange> reasons(AddressRange range, List<Integer> nodes) {
            return nodes.get(older).equals(nodes.get(newer)) ? List.of() : path.reasons(range);
        }
    }

    public KernelComparison {
        kernels = List.copyOf(kernels);
        ranges = List.copyOf(ranges);
    }

    /**
     * Compares kernels. O(n log n) in blocks and backing ranges for each kernel, and for each switch that differs between one kernel
     * and the next newer one.
     *
     * @param kernels empty for one kernel of each behaviour that the topology's architecture has
     * @param rule overrides the kernels' look-up rules
     * @throws io.targetnode.kernel.UnknownKernelException if a release is older than every known release
     * @throws ComparisonTooLargeException if there are too many kernels for a machine of this size; two are always possible
     */
    public static KernelComparison of(
            ReplayedTopology topology, List<KernelRelease> kernels, Optional<LookupRule> rule) {
        List<KernelRelease> releases =
                kernels.isEmpty() ? KernelTable.onePerBehaviour(architecture(topology)) : kernels;
        return of(releases.stream()
                .map(kernel -> topology.under(Optional.of(kernel), rule))
                .toList());
    }

    /** The topology. */
    public Topology topology() {
        return kernels.get(0).topology();
    }

    private static KernelComparison of(List<KernelView> views) {
        var rows = AnswerTable.rows(views.stream().map(KernelView::resolver).toList(), KernelComparison::differing);
        List<Neighbours> neighbours = neighbours(views).stream()
                .filter(pair -> rows.stream().anyMatch(row -> differ(row.value().nodes(), pair[0], pair[1])))
                .map(pair ->
                        new Neighbours(pair[0], pair[1], ChangePath.between(views.get(pair[0]), views.get(pair[1]))))
                .toList();
        return new KernelComparison(
                views,
                rows.stream()
                        .map(row -> new DifferingRange(
                                row.range(),
                                row.value().backing(),
                                row.value().nodes(),
                                reasons(neighbours, row.range(), row.value().nodes())))
                        .toList());
    }

    private static Optional<Answers> differing(List<NodeAnswer> answers) {
        List<Integer> nodes = answers.stream().map(NodeAnswer::targetNode).toList();
        return nodes.stream().distinct().count() == 1
                ? Optional.empty()
                : Optional.of(new Answers(nodes, answers.get(0).backing()));
    }

    /** Each kernel and the next newer one: if any two kernels differ, two neighbours differ. */
    private static List<int[]> neighbours(List<KernelView> views) {
        int[] byRelease = IntStream.range(0, views.size())
                .boxed()
                .sorted(Comparator.comparing(index -> views.get(index).choice().kernel()))
                .mapToInt(Integer::intValue)
                .toArray();
        return IntStream.range(1, byRelease.length)
                .mapToObj(next -> new int[] {byRelease[next - 1], byRelease[next]})
                .toList();
    }

    private static boolean differ(List<Integer> nodes, int one, int other) {
        return !nodes.get(one).equals(nodes.get(other));
    }

    /** Many ranges have the same reasons. A reason is listed once, even if the kernels have it several times. */
    private static List<SwitchChange> reasons(List<Neighbours> neighbours, AddressRange range, List<Integer> nodes) {
        Set<SwitchChange> reasons = new LinkedHashSet<>();
        neighbours.forEach(pair -> reasons.addAll(pair.reasons(range, nodes)));
        return List.copyOf(reasons);
    }

    private static Architecture architecture(ReplayedTopology topology) {
        return topology.topology().upload().machine().inputs().platform().architecture();
    }
}
