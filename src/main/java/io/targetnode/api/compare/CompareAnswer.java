package io.targetnode.api.compare;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.analysis.KernelComparison;
import io.targetnode.analysis.KernelComparison.DifferingRange;
import io.targetnode.analysis.SwitchChange;
import io.targetnode.api.json.HexAddress;
import io.targetnode.topology.service.KernelChoice;
import io.targetnode.topology.service.KernelView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ranges on which kernels give different target nodes. */
@Schema(description = "The ranges on which kernels give different target nodes.")
record CompareAnswer(
        @Schema(example = "example") String topology,

        int revision,

        @Schema(description = "The compared kernels: those of the query in their order, or one for each behaviour.")
        List<ComparedKernel> kernels,

        @Schema(description = "Complete, ascending and disjoint: addresses between them have equal answers.")
        List<RangeAnswer> ranges) {

    /** A kernel and how it answers. */
    @Schema(description = "A kernel and how it answers.")
    record ComparedKernel(
            @Schema(example = "6.12.74") String kernel,

            @Schema(
                    example = "prefer-online",
                    allowableValues = {"prefer-reserved", "prefer-online", "stub"})
            String rule,

            @Schema(description = "Whether the rule is known to be that of this kernel, or was requested.")
            boolean lookupKnown,

            @Schema(example = "6.12") String behaviour,

            @Schema(allowableValues = {"read", "changelog", "upstream", "nearest"})
            String basis) {

        static ComparedKernel of(KernelView view) {
            KernelChoice choice = view.choice();
            return new ComparedKernel(
                    choice.kernel().text(),
                    choice.rule().apiName(),
                    choice.lookupKnown(),
                    choice.range().behaviour().id(),
                    choice.range().basis().apiName());
        }
    }

    /** Addresses with the same answers. */
    @Schema(description = "Addresses with the same answers.")
    record RangeAnswer(
            HexAddress start,
            HexAddress end,

            @Schema(example = "cxl-window") String backing,

            @Schema(
                    description = "The target node under each kernel, in the order of `kernels`; -1 is NUMA_NO_NODE.",
                    example = "[0, 2]")
            List<Integer> nodes,

            @Schema(
                    description = """
                            The changes that make the difference, each with the name of the switch (GET /kernels explains it), its \
                            values before and after the change, and the first release of every line that has the change. \
                            Each was found by a replay in which only this switch was changed.""",
                    example =
                            "[\"LOOK: prefer-online -> prefer-reserved (since 6.12.75, 6.18.16, 6.19.6, 7.0): the first block of the reserved list that holds the address decides, else the first one of meminfo\"]")
            List<String> reasons) {}

    static CompareAnswer of(KernelComparison comparison) {
        // Many ranges of a large machine have the same reasons, so they share one list.
        Map<List<SwitchChange>, List<String>> shared = new HashMap<>();
        return new CompareAnswer(
                comparison.topology().name().text(),
                comparison.topology().revision(),
                comparison.kernels().stream().map(ComparedKernel::of).toList(),
                comparison.ranges().stream()
                        .map(range -> range(range, shared.computeIfAbsent(range.reasons(), CompareAnswer::sentences)))
                        .toList());
    }

    private static RangeAnswer range(DifferingRange range, List<String> reasons) {
        return new RangeAnswer(
                new HexAddress(range.range().start()),
                new HexAddress(range.range().end()),
                range.backing().apiName(),
                range.nodes(),
                reasons);
    }

    private static List<String> sentences(List<SwitchChange> changes) {
        return changes.stream().map(SwitchChange::describe).toList();
    }
}
