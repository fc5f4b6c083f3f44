package io.targetnode.api.lookup;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

import io.targetnode.resolve.Backing;
import io.targetnode.resolve.Explanation;
import io.targetnode.topology.service.KernelView;
import java.util.Optional;
import java.util.OptionalInt;

/** Explains why memory is online on a node other than the target node of its address. */
final class OnlineNote {

    private OnlineNote() {}

    /** Empty if no memory is known to be online at the address, or if it is online on the target node. */
    static Optional<String> of(KernelView view, Explanation explanation) {
        OptionalInt online =
                view.replayed().online().nodeAt(explanation.answer().address());
        int target = explanation.answer().targetNode();
        if (online.isEmpty() || online.getAsInt() == target) {
            return Optional.empty();
        }
        String added = target == NUMA_NO_NODE
                ? "a look-up finds no node for the address"
                : "memory added here would get node " + target;
        return Optional.of("The memory here is online on node %d, but %s: %s."
                .formatted(online.getAsInt(), added, why(explanation, online.getAsInt())));
    }

    private static String why(Explanation explanation, int online) {
        if (explanation.answer().backing() == Backing.SYSTEM_RAM) {
            return "it is boot RAM, which needs no look-up";
        }
        return explanation.otherRuleTargetNode() == online
                ? "a kernel whose rule is %s put it there"
                        .formatted(explanation.otherRule().apiName())
                : "the cause is unknown; see GET …/verification";
    }
}
