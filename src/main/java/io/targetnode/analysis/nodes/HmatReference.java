package io.targetnode.analysis.nodes;

import io.targetnode.analysis.nodes.HmatFault.Reason;
import io.targetnode.kernel.Boot;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * The performance of ordinary RAM, to which all other memory is compared ({@code hmat_set_default_dram_perf()}, kernel-rules 6.4).
 *
 * @param performance that of the first node with RAM and CPUs at boot that is a target; empty if there is none, or the algorithm is off
 * @param fault why the HMAT gives no node a tier, although the kernel uses it
 */
record HmatReference(Optional<Performance> performance, Optional<HmatFault> fault) {

    private static final HmatReference NONE = new HmatReference(Optional.empty(), Optional.empty());

    static HmatReference of(
            Boot boot,
            OnlineCpus cpus,
            SortedMap<Integer, Integer> domainOfNode,
            HmatDomains domains,
            Optional<HmatValues> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        Optional<Performance> reference = Optional.empty();
        int referenceNode = 0;
        for (int node : cpus.nodes()) {
            Integer domain = domainOfNode.get(node);
            if (boot.nodes().ramBytes(node) == 0 || domain == null || !domains.isTarget(domain)) {
                continue;
            }
            Performance performance = values.get().of(domain);
            if (!performance.isKnown()) {
                return without(reference, node);
            }
            if (reference.isPresent() && !performance.isLike(reference.get())) {
                return mismatch(referenceNode, reference.get(), node, performance);
            }
            referenceNode = reference.isPresent() ? referenceNode : node;
            reference = reference.or(() -> Optional.of(performance));
        }
        return new HmatReference(reference, Optional.empty());
    }

    /** The provider is not registered. A reference that is already set stays. */
    private static HmatReference without(Optional<Performance> reference, int node) {
        return new HmatReference(
                reference,
                Optional.of(new HmatFault(
                        Reason.NO_REFERENCE,
                        OptionalInt.empty(),
                        "node %d has CPUs and RAM at boot, but the HMAT has no latency or no bandwidth for it"
                                .formatted(node))));
    }

    private static HmatReference mismatch(int referenceNode, Performance reference, int node, Performance performance) {
        return new HmatReference(
                Optional.empty(),
                Optional.of(new HmatFault(
                        Reason.REFERENCE_MISMATCH,
                        OptionalInt.empty(),
                        "nodes %d (%s) and %d (%s) have CPUs and RAM at boot, and differ by more than 10 %%"
                                .formatted(referenceNode, reference, node, performance))));
    }
}
