package io.targetnode.api.lookup;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.resolve.CompiledMap;
import io.targetnode.topology.KernelView;

/**
 * The answers for a batch of addresses, in their order.
 *
 * @param topology its name
 * @param revision the revision that answers for all
 * @param kernel the release that answers
 * @param rule the look-up rule that answers
 * @param nodes target nodes, -1 for "no node"
 */
@SuppressWarnings("ArrayRecordComponent") // rendered once and never compared; a list would box millions of nodes
@Schema(description = "Target nodes in the order of the addresses.")
record BatchAnswer(
        @Schema(example = "example") String topology,
        @Schema(example = "1") int revision,
        @Schema(example = "7.3") String kernel,
        @Schema(example = "prefer-reserved") String rule,

        @Schema(description = "-1 is NUMA_NO_NODE.", example = "[0, 2, 0, 1, -1, -1]")
        int[] nodes) {

    /** @throws ProblemException for a page frame number whose address has more than 64 bits */
    static BatchAnswer of(KernelView view, AddressArray numbers, AddressUnit unit) {
        CompiledMap map = view.targetNodes();
        int[] nodes = new int[numbers.length()];
        for (int i = 0; i < nodes.length; i++) {
            long number = numbers.get(i);
            if (!unit.fits(number)) {
                throw ProblemException.body("/addresses/" + i, unit.tooLarge(number));
            }
            nodes[i] = map.targetNode(unit.address(number));
        }
        return new BatchAnswer(
                view.topology().name().text(),
                view.topology().revision(),
                view.choice().kernel().text(),
                view.choice().rule().apiName(),
                nodes);
    }
}
