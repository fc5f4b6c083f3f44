package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.Outcome.AGREES;
import static io.targetnode.analysis.verification.Outcome.CONTRADICTS;
import static io.targetnode.analysis.verification.Outcome.NOT_COMPARED;

import io.targetnode.acpi.TableHeader;
import io.targetnode.analysis.verification.ExpectedMemory.Kind;
import io.targetnode.analysis.verification.ExpectedMemory.Part;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.evidence.MemoryTier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares memory tiers. Only one thing is certain: without an HMAT, a node with RAM at boot is in the DRAM tier, because a node
 * keeps its first memory type (kernel-rules 6). The tier of CXL memory depends on the performance that its devices report.
 */
final class TierCheck {

    private static final int DRAM_TIER = 4;

    private TierCheck() {}

    static List<Comparison> of(Evidence evidence, Collection<Part> parts) {
        Set<Integer> withRam = parts.stream()
                .filter(part -> part.kind() == Kind.BOOT)
                .map(Part::node)
                .collect(Collectors.toSet());
        boolean noHmat = evidence.log().filter(TierCheck::listsNoHmat).isPresent();
        List<Comparison> comparisons = new ArrayList<>();
        for (MemoryTier tier : evidence.tiers()) {
            for (int node : tier.nodes()) {
                comparisons.add(compare(tier.tier(), node, noHmat, withRam.contains(node)));
            }
        }
        return comparisons;
    }

    private static boolean listsNoHmat(LoggedBoot log) {
        return log.kernel().isPresent()
                && !log.tables().isEmpty()
                && log.tables().stream().map(TableHeader::signature).noneMatch("HMAT"::equals);
    }

    private static Comparison compare(int tier, int node, boolean noHmat, boolean hasRam) {
        if (!hasRam) {
            return comparison(
                    node,
                    Optional.empty(),
                    tier,
                    NOT_COMPARED,
                    "The tier of added memory depends on the performance that its device reports; without such data it is 22.");
        }
        if (!noHmat) {
            return comparison(node, Optional.empty(), tier, NOT_COMPARED, "The tier may come from an HMAT.");
        }
        return comparison(
                node,
                Optional.of(DRAM_TIER),
                tier,
                tier == DRAM_TIER ? AGREES : CONTRADICTS,
                tier == DRAM_TIER
                        ? "Node %d has RAM at boot and is in the DRAM tier.".formatted(node)
                        : "Node %d is in tier %d, but without an HMAT, RAM at boot is in tier %d."
                                .formatted(node, tier, DRAM_TIER));
    }

    private static Comparison comparison(
            int node, Optional<Integer> expected, int tier, Outcome outcome, String sentence) {
        return Comparison.of(Subject.MEMORY_TIER, "node " + node, expected, Optional.of(tier), outcome, sentence)
                .suggesting(Conclusion.Id.OTHER_BOOT);
    }
}
