package io.targetnode.analysis.audit;

import io.targetnode.resolve.Contested;
import io.targetnode.topology.service.KernelView;
import java.util.List;

/**
 * The verdict on a topology under a kernel.
 *
 * @param verdict the verdict
 * @param affectedBytes the number of addresses that both lists hold with different nodes, unsigned. A fixed kernel gives them the
 *     node of the reserved list. 0 if the kernel has no such lists
 */
public record Judgement(Verdict verdict, long affectedBytes) {

    /** Judges a topology. O(n log n) in blocks and backing ranges. */
    public static Judgement of(KernelView view) {
        List<Contested> contested = view.resolver().contested();
        Verdict verdict = Verdict.of(view.choice().rule(), !contested.isEmpty());
        return new Judgement(verdict, verdict == Verdict.NOT_AFFECTED ? 0 : bytes(contested));
    }

    private static long bytes(List<Contested> contested) {
        return contested.stream().mapToLong(each -> each.range().sizeBytes()).sum();
    }
}
