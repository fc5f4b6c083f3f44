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
 * Where the answers of two topologies differ: an answer is target node, hot-add node and backing. A column is a kernel.
 *
 * @param columns who was asked; not empty
 * @param ranges where at least one column's answer changed: disjoint, ascending, neighbours with the same changes joined
 */
public record TopologyDiff(List<Column> columns, List<ChangedRange> ranges) {

    /**
     * The two that are compared.
     *
     * @param before the one topology under a kernel
     * @param after the other one, under the same kernel or, where each is asked as its own kernel, another
     */
    public record Column(KernelView before, KernelView after) {}

    /**
     * Addresses whose answers changed alike.
     *
     * @param range the addresses
     * @param changes one for each column, in their order; a column whose answer is the same has a change from it to itself
     */
    public record ChangedRange(AddressRange range, List<Change> changes) {}

    /** What the answer was, and what it is. */
    public record Change(NodeAnswer before, NodeAnswer after) {}

    public TopologyDiff {
        columns = List.copyOf(columns);
        ranges = List.copyOf(ranges);
    }

    /**
     * Asks both topologies as each of the kernels. O(n log n) in the blocks and ranges of all columns.
     *
     * @param kernels a column each; none for one column in which each topology is asked as its own kernel
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

    /** What was compared with {@link #after()}. */
    public Topology before() {
        return columns.get(0).before().topology();
    }

    /** What was compared with {@link #before()}. */
    public Topology after() {
        return columns.get(0).after().topology();
    }

    private static TopologyDiff of(List<Column> columns) {
        List<TargetNodeResolver> resolvers = columns.stream()
                .flatMap(column -> Stream.of(column.before(), column.after()))
                .map(KernelView::resolver)
                .toList();
        List<ChangedRange> ranges = AnswerTable.rows(resolvers, TopologyDiff::changes).stream()
                .map(row -> new ChangedRange(row.range(), row.says()))
                .toList();
        return new TopologyDiff(columns, ranges);
    }

    /** The changes of pairs of before and after; empty if there is none. */
    private static Optional<List<Change>> changes(List<NodeAnswer> answers) {
        List<Change> changes = new ArrayList<>(answers.size() / 2);
        for (int i = 0; i < answers.size(); i += 2) {
            changes.add(new Change(answers.get(i), answers.get(i + 1)));
        }
        boolean changed = changes.stream().anyMatch(change -> !change.before().equals(change.after()));
        return changed ? Optional.of(List.copyOf(changes)) : Optional.empty();
    }
}
