package io.targetnode.analysis.audit;

import io.targetnode.kernel.ApiNamed;
import io.targetnode.kernel.LookupRule;

/** Whether memory that is added under a kernel can get the node of the RAM around it (kernel-rules 3). */
public enum Verdict implements ApiNamed {
    /** Both lists hold some address with different nodes, and the kernel searches meminfo first. */
    AFFECTED,
    /** Both lists hold some address with different nodes, and the kernel searches the reserved list first. */
    FIXED,
    /** No address has different nodes in the two lists, or the kernel has no such lists. */
    NOT_AFFECTED;

    /** @param contested whether both lists hold some address with different nodes */
    static Verdict of(LookupRule rule, boolean contested) {
        if (!contested || !rule.searchesLists()) {
            return NOT_AFFECTED;
        }
        return rule == LookupRule.PREFER_ONLINE ? AFFECTED : FIXED;
    }
}
