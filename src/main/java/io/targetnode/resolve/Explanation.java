package io.targetnode.resolve;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

import io.targetnode.kernel.Boot;
import io.targetnode.kernel.LookupRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The reasons for an answer.
 *
 * @param answer the answer
 * @param rule the look-up rule
 * @param decision the list that decided, in a sentence
 * @param otherRule the rule to compare with
 * @param otherRuleTargetNode the target node under that rule
 * @param notes sentences about a rejected configuration or a node that cannot be used
 */
public record Explanation(
        Answer answer,
        LookupRule rule,
        String decision,
        LookupRule otherRule,
        int otherRuleTargetNode,
        List<String> notes) {

    public Explanation {
        notes = List.copyOf(notes);
    }

    static Explanation of(Answer answer, LookupRule rule, Boot boot) {
        return new Explanation(
                answer,
                rule,
                decision(answer, rule),
                rule.other(),
                answer.targetNode(rule.other()),
                notes(answer, boot));
    }

    private static String decision(Answer answer, LookupRule rule) {
        if (!rule.searchesLists()) {
            return "The kernel's stub searches no list and answers node %d for every address."
                    .formatted(answer.targetNode());
        }
        if (answer.targetNode() == NUMA_NO_NODE) {
            return "Neither list holds the address: NUMA_NO_NODE.";
        }
        boolean inMeminfo = answer.meminfo().isPresent();
        boolean inReserved = answer.reservedMeminfo().isPresent();
        if (inMeminfo && inReserved) {
            String list = rule == LookupRule.PREFER_RESERVED ? "the reserved list" : "meminfo";
            return "Both lists hold the address, and %s is searched first: node %d."
                    .formatted(list, answer.targetNode());
        }
        return "Only %s holds the address: node %d."
                .formatted(inMeminfo ? "meminfo" : "the reserved list", answer.targetNode());
    }

    private static List<String> notes(Answer answer, Boot boot) {
        List<String> notes = new ArrayList<>();
        boot.rejection()
                .ifPresent(rejection -> notes.add(
                        "The kernel rejects this machine's NUMA configuration (%s: %s) and fakes node 0. Blocks that were already in the reserved list stay there."
                                .formatted(rejection.reason().apiName(), rejection.detail())));
        if (answer.targetNode() != NUMA_NO_NODE && !boot.possibleNodes().contains(answer.targetNode())) {
            notes.add("Node %d is not in the possible set: adding memory to it fails with -EINVAL."
                    .formatted(answer.targetNode()));
        }
        return notes;
    }
}
