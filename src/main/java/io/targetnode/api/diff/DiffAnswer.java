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

/**
 * Where the answers of two revisions differ.
 *
 * @param topology its name
 * @param from the one revision
 * @param to the other one
 * @param kernels who answers, a column each
 * @param ranges what changed, ascending and disjoint
 */
@Schema(description = "The ranges on which the answers of two revisions differ.")
record DiffAnswer(
        @Schema(example = "example") String topology,
        @Schema(example = "1") int from,
        @Schema(example = "3") int to,

        @Schema(description = "A column each: the kernel that answers for either revision.")
        List<DiffKernels> kernels,

        @Schema(description = "Ascending and disjoint; what lies between is answered as before.")
        List<DiffRange> ranges) {

    /** Who answers for either revision: two kernels only if none was asked for and the machine's own changed. */
    @Schema(description = "Who answers for either revision.")
    record DiffKernels(DiffKernel from, DiffKernel to) {}

    /**
     * Who answers.
     *
     * @param kernel the release
     * @param rule the look-up rule
     */
    @Schema(description = "A kernel, and its look-up rule.")
    record DiffKernel(
            @Schema(example = "7.3") String kernel,

            @Schema(
                    example = "prefer-reserved",
                    allowableValues = {"prefer-reserved", "prefer-online"})
            String rule) {}

    /**
     * Addresses whose answers changed alike.
     *
     * @param start first address
     * @param end last address, inclusive
     * @param changes a column each
     */
    @Schema(description = "Addresses whose answers changed alike.")
    record DiffRange(
            HexAddress start,
            HexAddress end,

            @Schema(description = "In the order of kernels; where a kernel's answer is the same, from equals to.")
            List<DiffChange> changes) {}

    /** What a kernel answers for either revision. */
    @Schema(description = "What a kernel answers for either revision.")
    record DiffChange(PlacementAnswer from, PlacementAnswer to) {}

    static DiffAnswer of(TopologyDiff diff) {
        // Large machines have many ranges that changed alike: what is said of them is there once.
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
