package io.targetnode.analysis;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.NodeAnswer;
import io.targetnode.resolve.TargetNodeResolver;
import io.targetnode.topology.Topology;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The addresses whose answers differ between two topologies. An answer is target node, hot-add node and backing.
 *
 * @param columns both topologies under each compared kernel, or a single column with each topology under its own kernel; not
 *     empty
 * @param ranges where the answer of at least one column changed: disjoint and ascending, adjacent ranges with the same
 *     changes joined
 */
public record TopologyDiff(List<Change<KernelView>> columns, List<ChangedRange> ranges) {

    /**
     * A value of both topologies.
     *
     * @param from the value of the first topology
     * @param to the value of the second topology; may be equal
     */
    public record Change<T>(T from, T to) {

        public <R> Change<R> map(Function<T, R> mapping) {
            return new Change<>(mapping.apply(from), mapping.apply(to));
        }

        public boolean differs() {
            return !from.equals(to);
        }
    }

    /**
     * Addresses whose answers changed in the same way.
     *
     * @param range the addresses
     * @param changes one for each column, in their order; equal on both sides where a column's answer did not change
     */
    public record ChangedRange(AddressRange range, List<Change<NodeAnswer>> changes) {}

    public TopologyDiff {
        columns = List.copyOf(columns);
        ranges = List.copyOf(ranges);
    }

    /**
     * Compares two topologies under each of the kernels. O(n log n) in the blocks and ranges of all columns.
     *
     * @param kernels one column each; empty for one column in which each topology has its own kernel
     * @param rule overrides the kernels' look-up rules
     * @throws io.targetnode.kernel.UnknownKernelException if a release is older than all that is known
     * @throws ComparisonTooLargeException if there are too many kernels for machines of this size; one kernel is always possible
     */
    public static TopologyDiff between(
            ReplayedTopology from, ReplayedTopology to, List<KernelRelease> kernels, Optional<LookupRule> rule) {
        Change<ReplayedTopology> topologies = new Change<>(from, to);
        Stream<Optional<KernelRelease>> releases = kernels.isEmpty()
                ? Stream.of(Optional.empty())
                : kernels.stream().map(Optional::of);
        return of(releases.map(kernel -> topologies.map(topology -> topology.under(kernel, rule)))
                .toList());
    }

    /** The first topology. */
    public Topology from() {
        return columns.get(0).from().topology();
    }

    /** The second topology. */
    public Topology to() {
        return columns.get(0).to().topology();
    }

    private static TopologyDiff of(List<Change<KernelView>> columns) {
        List<TargetNodeResolver> resolvers = columns.stream()
                .flatMap(column -> Stream.of(column.from(), column.to()))
                .map(KernelView::resolver)
                .toList();
        List<ChangedRange> ranges = AnswerTable.rows(resolvers, TopologyDiff::changes).stream()
                .map(row -> new ChangedRange(row.range(), row.value()))
                .toList();
        return new TopologyDiff(columns, ranges);
    }

    /** The changes of the columns' pairs of answers; empty if all pairs are equal. */
    private static Optional<List<Change<NodeAnswer>>> changes(List<NodeAnswer> answers) {
        List<Change<NodeAnswer>> changes = new ArrayList<>(answers.size() / 2);
        for (int i = 0; i < answers.size(); i += 2) {
            changes.add(new Change<>(answers.get(i), answers.get(i + 1)));
        }
        return changes.stream().anyMatch(Change::differs) ? Optional.of(List.copyOf(changes)) : Optional.empty();
    }
}
