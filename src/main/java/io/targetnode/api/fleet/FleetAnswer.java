package io.targetnode.api.fleet;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.parameter.Cursor;
import io.targetnode.api.parameter.PageLimit;
import io.targetnode.topology.Fleet;
import io.targetnode.topology.FleetFilter;
import io.targetnode.topology.FleetSummary;
import io.targetnode.topology.FleetSummary.KernelCount;
import io.targetnode.topology.FleetSummary.LayoutCount;
import io.targetnode.topology.JudgedTopology;
import io.targetnode.topology.TopologyName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An audit of the fleet: what all selected topologies have, and a page of them. */
@Schema(description = """
        Counts of all selected topologies, each judged under its own kernel, and a page of them. Topologies without a verdict \
        (notJudged, damaged) are in no other number.""")
record FleetAnswer(
        VerdictCounts counts,

        @Schema(description = "The kernels with the most topologies first, at most " + MAX_GROUPS + ".")
        List<KernelAnswer> byKernel,

        @Schema(description = "Whether byKernel has all kernels.", example = "true")
        boolean byKernelComplete,

        @Schema(description = "The layouts with the most topologies first, at most " + MAX_GROUPS + ".")
        List<LayoutAnswer> layouts,

        @Schema(description = "Whether layouts has all layouts.", example = "true")
        boolean layoutsComplete,

        @Schema(description = "A page of topologies, ordered by name.")
        List<FleetItem> items,

        @Schema(description = "Pass it as cursor for the next page; null on the last one.") @Nullable
        String nextCursor,

        @Schema(description = """
                        The number of topologies that have no verdict yet, whatever verdict is selected. After an upgrade of the service, \
                        stored topologies are judged in the background.""", example = "0") long notJudged,

        @Schema(
                description =
                        "The number of topologies whose stored revision is damaged, so that they have no verdict, whatever verdict is selected.",
                example = "0")
        long damaged,

        @Schema(description = "The names of damaged topologies: the first " + MAX_NAMES + ".")
        List<String> damagedNames) {

    /** The maximum number of kernels, and of layouts. */
    static final int MAX_GROUPS = 1000;

    /** The maximum number of names of damaged topologies. */
    static final int MAX_NAMES = 100;

    /** The topologies of one kernel. */
    @Schema(name = "FleetKernel", description = "The selected topologies that were judged under one kernel.")
    record KernelAnswer(
            @Schema(description = "The kernel.", example = "7.3")
            String kernel,

            @Schema(description = "The number of affected topologies.", example = "0")
            long affected,

            @Schema(description = "The number of fixed topologies.", example = "1")
            long fixed,

            @JsonProperty("not-affected")
            @Schema(description = "The number of topologies that are not affected.", example = "0")
            long notAffected,

            @Schema(
                    description = "The number of topologies for which this kernel is assumed: the upload names none.",
                    example = "0")
            long assumed) {

        static KernelAnswer of(KernelCount count) {
            VerdictCounts verdicts = VerdictCounts.of(count.verdicts());
            return new KernelAnswer(
                    count.kernel(), verdicts.affected(), verdicts.fixed(), verdicts.notAffected(), count.assumed());
        }
    }

    /** The topologies of one layout and verdict. */
    @Schema(
            name = "FleetLayout",
            description =
                    "The selected topologies with one layout and one verdict. A layout may have several verdicts, under several kernels.")
    record LayoutAnswer(
            @Schema(description = "Identifies the layout.", example = "8f2a3c0d6b1e4f75a9c2d3e4f5061728")
            String fingerprint,

            @Schema(description = "The number of topologies.", example = "1")
            long topologies,

            @Schema(
                    description = "Their verdict.",
                    example = "fixed",
                    allowableValues = {"affected", "fixed", "not-affected"})
            String verdict,

            @Schema(description = "The first of their names.", example = "example")
            String example) {

        static LayoutAnswer of(LayoutCount count) {
            return new LayoutAnswer(count.fingerprint(), count.topologies(), count.verdict(), count.example());
        }
    }

    /** The answer. One more kernel, layout and item than its maximum is read, to see whether there are more. */
    static FleetAnswer of(Fleet fleet, Optional<TopologyName> after, FleetFilter filter, PageLimit limit) {
        FleetSummary summary = fleet.summary(filter, MAX_GROUPS + 1, MAX_NAMES);
        List<JudgedTopology> found = fleet.list(after, filter, limit.value() + 1);
        List<JudgedTopology> shown = found.subList(0, Math.min(limit.value(), found.size()));
        return new FleetAnswer(
                VerdictCounts.of(summary.verdicts()),
                summary.kernels().stream()
                        .limit(MAX_GROUPS)
                        .map(KernelAnswer::of)
                        .toList(),
                summary.kernels().size() <= MAX_GROUPS,
                summary.layouts().stream()
                        .limit(MAX_GROUPS)
                        .map(LayoutAnswer::of)
                        .toList(),
                summary.layouts().size() <= MAX_GROUPS,
                shown.stream().map(FleetItem::of).toList(),
                found.size() > limit.value()
                        ? Cursor.after(shown.get(shown.size() - 1).name()).text()
                        : null,
                summary.notJudged(),
                summary.damaged(),
                summary.damagedNames());
    }
}
