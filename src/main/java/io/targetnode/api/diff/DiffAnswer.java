package io.targetnode.api.diff;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.analysis.TopologyDiff;
import io.targetnode.analysis.TopologyDiff.Change;
import io.targetnode.analysis.TopologyDiff.ChangedRange;
import io.targetnode.api.json.HexAddress;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.NodeAnswer;
import io.targetnode.topology.service.KernelView;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ranges on which the answers of two revisions differ. */
@Schema(description = "The ranges on which the answers of two revisions differ.")
record DiffAnswer(
        @Schema(example = "example") String topology,

        @Schema(description = "The first revision.", example = "1")
        int from,

        @Schema(description = "The second revision.", example = "3")
        int to,

        @Schema(
                description =
                        "One entry per column: the kernels that answer for the two revisions. They differ only if the query names no kernel and the machine's own kernel changed.")
        List<Change<DiffKernel>> kernels,

        @Schema(description = "Ascending and disjoint; addresses between them have equal answers.")
        List<DiffRange> ranges) {

    /** A kernel and its look-up rule. */
    @Schema(description = "A kernel and its look-up rule.")
    record DiffKernel(
            @Schema(example = "7.3") String kernel,

            @Schema(
                    example = "prefer-reserved",
                    allowableValues = {"prefer-reserved", "prefer-online", "stub"})
            String rule) {

        static DiffKernel of(KernelView view) {
            return new DiffKernel(
                    view.choice().kernel().text(), view.choice().rule().apiName());
        }
    }

    /** Addresses with the same change. */
    @Schema(description = "Addresses with the same change.")
    record DiffRange(
            HexAddress start,
            HexAddress end,

            @Schema(
                    description =
                            "The answers for both revisions, in the order of `kernels`. `from` equals `to` if the answer under that kernel did not change.")
            List<Change<DiffNode>> changes) {

        static DiffRange of(AddressRange range, List<Change<DiffNode>> changes) {
            return new DiffRange(new HexAddress(range.start()), new HexAddress(range.end()), changes);
        }
    }

    /** The answers for an address. */
    @Schema(description = "The answers for an address, as in a look-up.")
    record DiffNode(
            @Schema(description = "-1 is NUMA_NO_NODE.", example = "2")
            int targetNode,

            @Schema(example = "0") int hotAddNode,
            @Schema(example = "cxl-window") String backing) {

        static DiffNode of(NodeAnswer answer) {
            return new DiffNode(
                    answer.targetNode(), answer.hotAddNode(), answer.backing().apiName());
        }
    }

    static DiffAnswer of(TopologyDiff diff) {
        return new DiffAnswer(
                diff.to().name().text(),
                diff.from().revision(),
                diff.to().revision(),
                kernels(diff),
                new WrittenRanges(diff.ranges()));
    }

    static List<Change<DiffKernel>> kernels(TopologyDiff diff) {
        return diff.columns().stream().map(column -> column.map(DiffKernel::of)).toList();
    }

    /** The ranges of a diff, each converted when it is written: there may be many. */
    private static final class WrittenRanges extends AbstractList<DiffRange> {

        private final List<ChangedRange> ranges;
        /** Many ranges of a large machine have the same changes, so they share one list. */
        private final Map<List<Change<NodeAnswer>>, List<Change<DiffNode>>> shared = new HashMap<>();

        WrittenRanges(List<ChangedRange> ranges) {
            this.ranges = ranges;
        }

        @Override
        public DiffRange get(int index) {
            ChangedRange changed = ranges.get(index);
            return DiffRange.of(changed.range(), shared.computeIfAbsent(changed.changes(), WrittenRanges::changes));
        }

        @Override
        public int size() {
            return ranges.size();
        }

        private static List<Change<DiffNode>> changes(List<Change<NodeAnswer>> changes) {
            return changes.stream().map(change -> change.map(DiffNode::of)).toList();
        }
    }
}
