package io.targetnode.api.diff;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.analysis.TopologyDiff;
import io.targetnode.analysis.TopologyDiff.Change;
import io.targetnode.analysis.TopologyDiff.ChangedRange;
import io.targetnode.analysis.TopologyDiff.Column;
import io.targetnode.api.json.HexAddress;
import io.targetnode.topology.service.KernelView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ranges on which the answers of two revisions differ. */
@Schema(description = "The ranges on which the answers of two revisions differ.")
record DiffAnswer(
        @Schema(example = "example") String topology,
        @Schema(example = "1") int from,
        @Schema(example = "3") int to,

        @Schema(description = "One entry per column: the kernel that answers for each revision.")
        List<DiffKernels> kernels,

        @Schema(description = "Ascending and disjoint; addresses between them have equal answers.")
        List<DiffRange> ranges) {

    /** The kernels of a column. They differ only if the query named no kernel and the machine's own kernel changed. */
    @Schema(description = "The kernel that answers for each revision.")
    record DiffKernels(DiffKernel from, DiffKernel to) {}

    /** A kernel and its look-up rule. */
    @Schema(description = "A kernel and its look-up rule.")
    record DiffKernel(
            @Schema(example = "7.3") String kernel,

            @Schema(
                    example = "prefer-reserved",
                    allowableValues = {"prefer-reserved", "prefer-online"})
            String rule) {}

    /** Addresses with the same change. */
    @Schema(description = "Addresses with the same change.")
    record DiffRange(
            HexAddress start,
            HexAddress end,

            @Schema(description = "In the order of kernels; from equals to where a kernel's answer did not change.")
            List<DiffChange> changes) {}

    /** A kernel's answers for both revisions. */
    @Schema(description = "A kernel's answers for both revisions.")
    record DiffChange(PlacementAnswer from, PlacementAnswer to) {}

    static DiffAnswer of(TopologyDiff diff) {
        // Many ranges of a large machine have the same change: they share one list.
        Map<List<Change>, List<DiffChange>> said = new HashMap<>();
        return new DiffAnswer(
                diff.after().name().text(),
                diff.before().revision(),
                diff.after().revision(),
                diff.columns().stream().map(DiffAnswer::kernels).toList(),
                diff.ranges().stream()
                        .map(changed -> range(changed, said.computeIfAbsent(changed.changes(), DiffAnswer::changes)))
                        .toList());
    }

    private static DiffRange range(ChangedRange changed, List<DiffChange> changes) {
        return new DiffRange(
                new HexAddress(changed.range().start()),
                new HexAddress(changed.range().end()),
                changes);
    }

    private static List<DiffChange> changes(List<Change> changes) {
        return changes.stream()
                .map(change -> new DiffChange(PlacementAnswer.of(change.before()), PlacementAnswer.of(change.after())))
                .toList();
    }

    private static DiffKernels kernels(Column column) {
        return new DiffKernels(kernel(column.before()), kernel(column.after()));
    }

    private static DiffKernel kernel(KernelView view) {
        return new DiffKernel(
                view.choice().kernel().text(), view.choice().rule().apiName());
    }
}
