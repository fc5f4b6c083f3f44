package io.targetnode.analysis.nodes;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A node under a kernel.
 *
 * @param node the node
 * @param proximityDomain {@code node_to_pxm()}; {@code PXM_INVAL} (-1) if the kernel has none for the node; empty if the nodes are
 *     described without domains
 * @param possible whether the kernel can add memory to the node
 * @param onlineAtBoot whether the node is online when the boot ends
 * @param hasCpus whether a CPU of the node is online at boot; empty if nothing shows it
 * @param bootRamBytes usable RAM of the node at boot, unsigned
 * @param windowBytes the bytes of windows whose target node it is, unsigned
 * @param hotplugBytes the bytes of other ranges of the reserved list whose target node it is, unsigned
 * @param ranges the blocks of both lists that belong to the node, in the kernel's order
 * @param tier its memory tier
 */
public record NodeRow(
        int node,
        OptionalInt proximityDomain,
        boolean possible,
        boolean onlineAtBoot,
        Optional<Boolean> hasCpus,
        long bootRamBytes,
        long windowBytes,
        long hotplugBytes,
        List<NodeRange> ranges,
        Tier tier) {

    public NodeRow {
        ranges = List.copyOf(ranges);
    }
}
