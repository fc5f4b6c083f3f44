package io.targetnode.analysis.verification;

import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Meminfo;
import io.targetnode.topology.service.KernelView;
import java.util.Optional;

/**
 * The node of a device that begins at an address: its target node, and where there is none that of a hot-add (kernel-rules 6).
 *
 * @param rule the look-up rule in use
 * @param node the node under it
 * @param otherNode the node under the other rule
 */
record DeviceNode(LookupRule rule, int node, int otherNode) {

    static DeviceNode at(long address, KernelView view) {
        LookupRule rule = view.choice().rule();
        return new DeviceNode(rule, node(address, view, rule), node(address, view, rule.other()));
    }

    /** Where both rules say the same. */
    static DeviceNode of(int node, LookupRule rule) {
        return new DeviceNode(rule, node, node);
    }

    /** The rule that alone explains a node. */
    Optional<LookupRule> speaker(int found) {
        if (node == otherNode) {
            return Optional.empty();
        }
        return found == node ? Optional.of(rule) : found == otherNode ? Optional.of(rule.other()) : Optional.empty();
    }

    /** What the rules have to do with a node, to be put behind a sentence; empty where they say the same. */
    String remark(int found, KernelView view) {
        if (node == otherNode) {
            return "";
        }
        if (found == node) {
            return ", as %s of %s predicts; %s would have put it to node %d"
                    .formatted(rule.apiName(), view.choice().kernel(), withOrWithoutFix(rule.other()), otherNode);
        }
        return found == otherNode ? "; %s would have put it there".formatted(withOrWithoutFix(rule.other())) : "";
    }

    private static String withOrWithoutFix(LookupRule rule) {
        return rule == LookupRule.PREFER_RESERVED ? "a kernel with the fix" : "a kernel without the fix";
    }

    private static int node(long address, KernelView view, LookupRule rule) {
        int node = view.resolver().answer(address).targetNode(rule);
        return node != Meminfo.NUMA_NO_NODE ? node : view.resolver().hotAddNode(address);
    }
}
