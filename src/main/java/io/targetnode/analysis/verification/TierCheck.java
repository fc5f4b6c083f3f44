package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.CheckResult.AGREES;
import static io.targetnode.analysis.verification.CheckResult.CONTRADICTS;
import static io.targetnode.analysis.verification.CheckResult.NOT_COMPARED;

import io.targetnode.acpi.TableHeader;
import io.targetnode.analysis.verification.ExpectedMemory.Kind;
import io.targetnode.analysis.verification.ExpectedMemory.Part;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.evidence.MemoryTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Memory tiers. Certain is one thing only: a node with RAM at boot is in the tier of DRAM if the machine has no HMAT, as a node
 * keeps the type that it got first (kernel-rules 6). What CXL memory gets depends on what its devices say of themselves.
 */
final class TierCheck {

    private static final int DRAM = 4;

    private TierCheck() {}

    static List<Comparison> of(Evidence evidence, List<Part> parts) {
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
                    "The tier of memory that was added comes from its devices, else it is 22.");
        }
        if (!noHmat) {
            return comparison(node, Optional.empty(), tier, NOT_COMPARED, "The tier may come from an HMAT.");
        }
        return comparison(
                node,
                Optional.of(DRAM),
                tier,
                tier == DRAM ? AGREES : CONTRADICTS,
                tier == DRAM
                        ? "Node %d has RAM of the boot and is in the tier of DRAM.".formatted(node)
                        : "Node %d is in tier %d, and RAM of the boot is in tier %d where there is no HMAT."
                                .formatted(node, tier, DRAM));
    }

    private static Comparison comparison(
            int node, Optional<Integer> expected, int tier, CheckResult outcome, String sentence) {
        return Comparison.of(
                Subject.MEMORY_TIER,
                "node " + node,
                "memory tiers",
                expected.map(String::valueOf),
                Optional.of(String.valueOf(tier)),
                outcome,
                sentence);
    }
}
