package io.targetnode.analysis.picture;

import io.targetnode.kernel.Boot;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import java.util.List;
import java.util.Optional;

/**
 * What a picture shows of a topology.
 *
 * @param kernels the topology under one or two kernels
 * @param answers the views whose answers are drawn: those of the kernels, or of one kernel under both look-up rules
 */
public record PicturedKernels(List<KernelView> kernels, List<KernelView> answers) {

    /** The largest number of blocks in all lanes. A browser shows this many. */
    public static final int MAX_BLOCKS = 20_000;

    public PicturedKernels {
        kernels = List.copyOf(kernels);
        answers = List.copyOf(answers);
    }

    /**
     * The topology under the requested kernels, else under its own kernel and both look-up rules.
     *
     * @param requested at most two
     * @param rule overrides the kernels' look-up rules
     * @throws io.targetnode.kernel.UnknownKernelException if a release is older than every known release
     */
    public static PicturedKernels of(
            ReplayedTopology topology, List<KernelRelease> requested, Optional<LookupRule> rule) {
        if (requested.isEmpty()) {
            KernelView own = topology.under(Optional.empty(), rule);
            LookupRule other = own.choice().rule().other();
            return new PicturedKernels(
                    List.of(own), List.of(own, topology.under(Optional.empty(), Optional.of(other))));
        }
        List<KernelView> views = requested.stream()
                .map(kernel -> topology.under(Optional.of(kernel), rule))
                .toList();
        return new PicturedKernels(views, views);
    }

    /** The topology under the first kernel. */
    public KernelView first() {
        return kernels.get(0);
    }

    /** Whether the second lane of answers is that of the other rule. */
    boolean hasOtherRule() {
        return answers.size() > kernels.size();
    }

    /**
     * The largest possible number of blocks in all lanes.
     *
     * @throws PictureTooLargeException if there are more than {@value #MAX_BLOCKS}
     */
    public int blocks() {
        int sources = first().topology().upload().machine().inputs().size();
        int lists = kernels.stream()
                .map(KernelView::boot)
                .mapToInt(PicturedKernels::listed)
                .sum();
        int segments = answers.stream()
                .mapToInt(view -> view.resolver().segments().size())
                .sum();
        int blocks = sources + lists + segments;
        if (blocks > MAX_BLOCKS) {
            throw new PictureTooLargeException(blocks, MAX_BLOCKS);
        }
        return blocks;
    }

    private static int listed(Boot boot) {
        return boot.meminfo().blocks().size() + boot.reserved().blocks().size();
    }
}
