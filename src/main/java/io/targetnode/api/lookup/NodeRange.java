package io.targetnode.api.lookup;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.json.HexAddress;
import io.targetnode.kernel.Memblk;

/**
 * A block without its history.
 *
 * @param start first address
 * @param end last address, inclusive
 * @param node its node
 */
@Schema(description = "The first block of a list that holds the address; null if no block does.")
record NodeRange(HexAddress start, HexAddress end, int node) {

    static NodeRange of(Memblk block) {
        return new NodeRange(
                new HexAddress(block.range().start()),
                new HexAddress(block.range().end()),
                block.node());
    }
}
