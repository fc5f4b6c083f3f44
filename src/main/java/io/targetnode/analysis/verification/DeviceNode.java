package io.targetnode.analysis.verification;

import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Meminfo;
import io.targetnode.topology.service.KernelView;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The node of memory that is added at an address: its target node, or the hot-add node if it has none (kernel-rules 6).
 *
 * @param rule the look-up rule in use
 * @param node the node by that rule
 * @param otherRule the rule that the kernel may have instead
 * @param otherNode the node by that rule
 */
record DeviceNode(LookupRule rule, int node, LookupRule otherRule, int otherNode) {

    static DeviceNode at(long address, KernelView view) {
        return of(view, rule -> node(address, view, rule));
    }

    /** The target node alone, which is -1 if the address has none. */
    static DeviceNode targetNodeAt(long address, KernelView view) {
        return of(view, view.resolver().answer(address)::targetNode);
    }

    private static DeviceNode of(KernelView view, ToIntFunction<LookupRule> node) {
        LookupRule rule = view.choice().rule();
        LookupRule other = rule.searchesLists() ? rule.other() : ruleInsteadOfStub(view);
        return new DeviceNode(rule, node.applyAsInt(rule), other, node.applyAsInt(other));
    }

    /** The rule to compare the stub with: that of the release, or the stub itself if the machine is known to have it. */
    private static LookupRule ruleInsteadOfStub(KernelView view) {
        return view.topology().upload().machine().rule().orElse(view.choice().usualRule());
    }

    /** A node that is the same by both rules. */
    static DeviceNode of(int node, LookupRule rule) {
        return new DeviceNode(rule, node, rule, node);
    }

    /**
     * Adds to a comparison the only rule that explains the found node. If there is no such rule, a contradiction
     * suggests another boot.
     */
    Comparison judge(int found, Comparison comparison) {
        Optional<LookupRule> onlyRule = onlyRule(found);
        return onlyRule.isPresent()
                ? comparison.speakingFor(onlyRule)
                : comparison.suggesting(Conclusion.Id.OTHER_BOOT);
    }

    /** A remark on a node that was found, to append to a sentence; empty if both rules give the same node. */
    String remark(int found, KernelView view) {
        if (node == otherNode) {
            return "";
        }
        String other = otherRule == LookupRule.PREFER_RESERVED ? "with" : "without";
        if (found == node) {
            return ", as %s of %s predicts; a kernel %s the fix would have put it on node %d"
                    .formatted(rule.apiName(), view.choice().kernel(), other, otherNode);
        }
        return found == otherNode ? "; a kernel %s the fix would have put it there".formatted(other) : "";
    }

    /** The only rule that explains a node. */
    Optional<LookupRule> onlyRule(int found) {
        if (node == otherNode) {
            return Optional.empty();
        }
        return found == node ? Optional.of(rule) : found == otherNode ? Optional.of(otherRule) : Optional.empty();
    }

    private static int node(long address, KernelView view, LookupRule rule) {
        int node = view.resolver().answer(address).targetNode(rule);
        return node != Meminfo.NUMA_NO_NODE ? node : view.resolver().hotAddNode(address);
    }
}
