package io.targetnode.api.view;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.json.HexAddress;
import io.targetnode.kernel.BlockChange;
import io.targetnode.kernel.Memblk;
import java.util.List;

/**
 * A block of one of the two lists, with its history.
 *
 * @param start first address
 * @param end last address, inclusive
 * @param node its node
 * @param origin the table entry or description that it comes from
 * @param changes descriptions of the changes by later steps of the boot, in order
 */
@Schema(description = "A block of one of the kernel's two lists, with its history.")
public record BlockAnswer(
        HexAddress start,
        HexAddress end,
        int node,
        OriginAnswer origin,

        @Schema(description = "The changes by later steps of the boot, in order.")
        List<String> changes) {

    public static BlockAnswer of(Memblk block) {
        return new BlockAnswer(
                new HexAddress(block.range().start()),
                new HexAddress(block.range().end()),
                block.node(),
                OriginAnswer.of(block.origin()),
                block.changes().stream().map(BlockChange::describe).toList());
    }

    static List<BlockAnswer> of(List<Memblk> blocks) {
        return blocks.stream().map(BlockAnswer::of).toList();
    }
}
