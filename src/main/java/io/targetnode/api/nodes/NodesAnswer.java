package io.targetnode.api.nodes;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.analysis.nodes.NodeTable;
import io.targetnode.api.view.AnsweredBy;
import io.targetnode.topology.Assumption;
import java.util.List;

/** The nodes of a topology under one kernel. The distances are computed while they are written. */
@Schema(description = "The nodes of a topology under one kernel.")
record NodesAnswer(
        @JsonUnwrapped AnsweredBy by,

        @Schema(description = "Ascending: the possible nodes, and those that are answered but not possible.")
        List<NodeAnswer> nodes,

        @Schema(description = """
                What was assumed about CPUs, distances and tiers, because no file shows it; besides the assumptions of the \
                topology.""") List<Assumption> assumptions) {

    static NodesAnswer of(NodeTable table) {
        return new NodesAnswer(
                AnsweredBy.of(table.view()),
                table.rows().stream().map(row -> NodeAnswer.of(row, table)).toList(),
                table.assumptions());
    }
}
