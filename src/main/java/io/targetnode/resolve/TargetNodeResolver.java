package io.targetnode.resolve;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

import io.targetnode.kernel.Boot;
import io.targetnode.kernel.Memblk;
import java.util.List;

/** Answers for the addresses of one booted machine under one look-up rule. Immutable. */
public final class TargetNodeResolver {

    private final Boot boot;
    private final LookupRule rule;
    private final int fallbackNode;

    public TargetNodeResolver(Boot boot, LookupRule rule) {
        this.boot = boot;
        this.rule = rule;
        List<Memblk> blocks = boot.meminfo().blocks();
        this.fallbackNode = blocks.isEmpty() ? NUMA_NO_NODE : blocks.get(0).node();
    }

    /** phys_to_target_node(): where memory hot-added at this address would go; -1 is "no node". */
    public int targetNode(long address) {
        return rule.nodeOf(address, boot.meminfo(), boot.reserved());
    }

    /** memory_add_physaddr_to_nid(): the node of an ACPI hot-add; -1 only if meminfo is empty (kernel-rules 2.11). */
    public int hotAddNode(long address) {
        int node = boot.meminfo().nodeOf(address);
        return node != NUMA_NO_NODE ? node : fallbackNode;
    }

    /** The answer with what it was made of. */
    public Answer answer(long address) {
        return new Answer(
                address,
                targetNode(address),
                hotAddNode(address),
                boot.meminfo().first(address),
                boot.reserved().first(address));
    }

    /** The answer with the reasons behind it. */
    public Explanation explain(long address) {
        return Explanation.of(
                answer(address), rule, rule.other().nodeOf(address, boot.meminfo(), boot.reserved()), boot);
    }

    /** What the kernel's boot left behind. */
    public Boot boot() {
        return boot;
    }

    /** The rule in use. */
    public LookupRule rule() {
        return rule;
    }

    /** The hot-add node of an address that no block of meminfo holds. */
    int fallbackNode() {
        return fallbackNode;
    }
}
