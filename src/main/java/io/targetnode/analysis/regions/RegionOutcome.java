package io.targetnode.analysis.regions;

import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Memblk;
import java.util.List;
import java.util.Optional;

/**
 * What a kernel does with a region under one look-up rule.
 *
 * @param rule the rule
 * @param targetNode the node of the dax device; -1 for none
 * @param decidedBy the function that returned the node
 * @param refusal why no memory is added; empty if memory is added
 * @param onlineBytes the bytes of the memory blocks that are added, unsigned
 * @param strandedBytes the other bytes of the region, unsigned
 * @param misplaced whether the memory is added to another node than that of the block of the reserved list that holds its start
 * @param log the messages of the kernel about it
 */
public record RegionOutcome(
        LookupRule rule,
        int targetNode,
        DecidedBy decidedBy,
        Optional<Refusal> refusal,
        long onlineBytes,
        long strandedBytes,
        boolean misplaced,
        List<String> log) {

    public RegionOutcome {
        log = List.copyOf(log);
    }

    /** Whether memory is added. */
    public boolean isOnline() {
        return refusal.isEmpty();
    }

    static RegionOutcome refused(LookupRule rule, Placement placement, Refusal refusal, long sizeBytes) {
        return new RegionOutcome(
                rule,
                placement.node(),
                placement.decidedBy(),
                Optional.of(refusal),
                0,
                sizeBytes,
                false,
                refusal.log());
    }

    static RegionOutcome online(
            LookupRule rule,
            Placement placement,
            long onlineBytes,
            long strandedBytes,
            Optional<Memblk> describedBy,
            List<String> log) {
        boolean misplaced =
                describedBy.filter(block -> block.node() != placement.node()).isPresent();
        return new RegionOutcome(
                rule,
                placement.node(),
                placement.decidedBy(),
                Optional.empty(),
                onlineBytes,
                strandedBytes,
                misplaced,
                log);
    }
}
