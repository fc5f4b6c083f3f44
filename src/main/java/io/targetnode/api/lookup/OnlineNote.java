package io.targetnode.api.lookup;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

import io.targetnode.resolve.Backing;
import io.targetnode.resolve.Explanation;
import io.targetnode.topology.service.KernelView;
import java.util.Optional;
import java.util.OptionalInt;

/** Says why memory may be online on another node than the one that memory added at its address would go to. */
final class OnlineNote {

    private OnlineNote() {}

    /** Empty if no memory is known to be online there, or it is online on the target node. */
    static Optional<String> of(KernelView view, Explanation explanation) {
        OptionalInt online =
                view.replayed().online().nodeAt(explanation.answer().address());
        int target = explanation.answer().targetNode();
        if (online.isEmpty() || online.getAsInt() == target) {
            return Optional.empty();
        }
        String added = target == NUMA_NO_NODE
                ? "a look-up finds no node for the address"
                : "memory that is added here would go to node " + target;
        return Optional.of("The memory that is here now is online on node %d, and %s: %s."
                .formatted(online.getAsInt(), added, why(view, explanation, online.getAsInt())));
    }

    private static String why(KernelView view, Explanation explanation, int online) {
        if (explanation.answer().backing() == Backing.SYSTEM_RAM) {
            return "it is RAM of the boot and was never looked up";
        }
        return explanation.otherRuleTargetNode() == online
                ? "a kernel with %s has put it there"
                        .formatted(explanation.otherRule().apiName())
                : "what put it there is not known, verification shows what is";
    }
}
