package io.targetnode.api.nodes;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.analysis.nodes.NodeRange;
import io.targetnode.analysis.nodes.NodeRow;
import io.targetnode.analysis.nodes.NodeTable;
import io.targetnode.api.json.HexAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node. */
@Schema(description = "A node.")
record NodeAnswer(
        @Schema(example = "0") int node,

        @Schema(
                description =
                        "The proximity domain; -1 if the kernel has none for the node, as with numa=off; null if the upload describes ranges without domains.",
                example = "0")
        @Nullable
        Long proximityDomain,

        @Schema(description = """
                Whether the kernel can add memory to the node. A node that is answered but not possible is listed, too: the dax driver \
                fails there with -EINVAL.""") boolean possible,

        @Schema(description = "Whether the node is online when the boot ends.")
        boolean onlineAtBoot,

        @Schema(description = "Whether a CPU of the node is online at boot; null if nothing shows it.") @Nullable
        Boolean hasCpus,

        @Schema(
                description =
                        "Usable RAM of the node at boot. numactl -H shows a little less: without the kernel's own reservations.",
                example = "1610080256")
        BigInteger bootRamBytes,

        @Schema(description = "The bytes of windows whose target node it is.", example = "0")
        BigInteger windowBytes,

        @Schema(description = "The bytes of the other reserved ranges whose target node it is.", example = "0")
        BigInteger hotplugBytes,

        @Schema(description = "The blocks of both lists that belong to the node, in the kernel's order.")
        List<NodeRangeAnswer> ranges,

        @Schema(description = """
                        The distance to each possible node, by node: from the SLIT if it is valid, else 10 and 20. Empty if the node \
                        is not possible.""", example = "{\"0\": 10, \"1\": 20}", additionalPropertiesSchema = Integer.class)
        Map<String, Integer> distances,

        TierAnswer tier) {

    /** A block of one of the two lists. */
    @Schema(description = "A block of one of the two lists.")
    record NodeRangeAnswer(
            HexAddress start,
            HexAddress end,

            @Schema(
                    description = "The list that holds the block.",
                    allowableValues = {"meminfo", "reserved"})
            String list,

            @Schema(description = "What is at the block's first address.", example = "system-ram")
            String backing) {

        static NodeRangeAnswer of(NodeRange range) {
            return new NodeRangeAnswer(
                    new HexAddress(range.range().start()),
                    new HexAddress(range.range().end()),
                    range.reserved() ? "reserved" : "meminfo",
                    range.backing().apiName());
        }
    }

    static NodeAnswer of(NodeRow row, NodeTable table) {
        return new NodeAnswer(
                row.node(),
                row.proximityDomain().stream()
                        .mapToObj(Long::valueOf)
                        .findFirst()
                        .orElse(null),
                row.possible(),
                row.onlineAtBoot(),
                row.hasCpus().orElse(null),
                unsigned(row.bootRamBytes()),
                unsigned(row.windowBytes()),
                unsigned(row.hotplugBytes()),
                row.ranges().stream().map(NodeRangeAnswer::of).toList(),
                new DistanceMap(row, table),
                TierAnswer.of(row.tier()));
    }

    private static BigInteger unsigned(long bytes) {
        return new BigInteger(Long.toUnsignedString(bytes));
    }
}
