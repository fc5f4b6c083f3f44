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
import java.util.stream.Stream;

/**
 * The addresses whose answers differ between two topologies. An answer is target node, hot-add node and backing.
 *
 * @param columns the kernels under which the topologies are compared; not empty
 * @param ranges where the answer of at least one column changed: disjoint and ascending, adjacent ranges with the same
 *     changes joined
 */
public record TopologyDiff(List<Column> columns, List<ChangedRange> ranges) {

    /**
     * Both topologies under one kernel, or each under its own.
     *
     * @param before the first topology
     * @param after the second topology
     */
    public record Column(KernelView before, KernelView after) {}

    /**
     * Addresses whose answers changed in the same way.
     *
     * @param range the addresses
     * @param changes one for each column, in their order; equal before and after where a column's answer did not change
     */
    public record ChangedRange(AddressRange range, List<Change> changes) {}

    /** The answers of the first and of the second topology. */
    public record Change(NodeAnswer before, NodeAnswer after) {}

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
     */
    public static TopologyDiff between(
            ReplayedTopology before, ReplayedTopology after, List<KernelRelease> kernels, Optional<LookupRule> rule) {
        Stream<Optional<KernelRelease>> asked = kernels.isEmpty()
                ? Stream.of(Optional.empty())
                : kernels.stream().map(Optional::of);
        return of(asked.map(kernel -> new Column(before.under(kernel, rule), after.under(kernel, rule)))
                .toList());
    }

    /** The first topology. */
    public Topology before() {
        return columns.get(0).before().topology();
    }

    /** The second topology. */
    public Topology after() {
        return columns.get(0).after().topology();
    }

    private static TopologyDiff of(List<Column> columns) {
        List<TargetNodeResolver> resolvers = columns.stream()
                .flatMap(column -> Stream.of(column.before(), column.after()))
                .map(KernelView::resolver)
                .toList();
        List<ChangedRange> ranges = AnswerTable.rows(resolvers, TopologyDiff::changes).stream()
                .map(row -> new ChangedRange(row.range(), row.value()))
                .toList();
        return new TopologyDiff(columns, ranges);
    }

    /** The changes of pairs of before and after; empty if all pairs are equal. */
    private static Optional<List<Change>> changes(List<NodeAnswer> answers) {
        List<Change> changes = new ArrayList<>(answers.size() / 2);
        for (int i = 0; i < answers.size(); i += 2) {
            changes.add(new Change(answers.get(i), answers.get(i + 1)));
        }
        boolean changed = changes.stream().anyMatch(change -> !change.before().equals(change.after()));
        return changed ? Optional.of(List.copyOf(changes)) : Optional.empty();
    }
}
