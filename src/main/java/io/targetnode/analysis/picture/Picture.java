package io.targetnode.analysis.picture;

import io.targetnode.analysis.audit.Audit;
import io.targetnode.analysis.audit.Finding;
import io.targetnode.analysis.audit.FindingType;
import io.targetnode.analysis.audit.Judgement;
import io.targetnode.analysis.audit.Verdict;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The address space of a topology: lanes over one axis, and the findings of the audit.
 *
 * @param audit the audit under the first kernel
 * @param axis the axis of all lanes
 * @param lanes from top to bottom
 */
public record Picture(Audit audit, AddressAxis axis, List<Lane> lanes) {

    /** The largest number of blocks in all lanes. A browser shows this many. */
    public static final int MAX_BLOCKS = 20_000;

    public Picture {
        lanes = List.copyOf(lanes);
    }

    /**
     * The picture under one or two kernels. Without a kernel, it shows the answers of the machine's own kernel, and those of the other
     * look-up rule. O(n log n) in blocks.
     *
     * @param kernels at most two
     * @param rule overrides the kernels' look-up rules
     * @throws io.targetnode.kernel.UnknownKernelException if a release is older than every known release
     * @throws PictureTooLargeException if there are more than {@value #MAX_BLOCKS} blocks
     */
    public static Picture of(ReplayedTopology topology, List<KernelRelease> kernels, Optional<LookupRule> rule) {
        if (!kernels.isEmpty()) {
            List<KernelView> views = kernels.stream()
                    .map(kernel -> topology.under(Optional.of(kernel), rule))
                    .toList();
            return of(
                    views,
                    views.stream()
                            .map(view -> KernelLanes.answers(LaneKind.ANSWER, view))
                            .toList());
        }
        KernelView own = topology.under(Optional.empty(), rule);
        KernelView other =
                topology.under(Optional.empty(), Optional.of(own.choice().rule().other()));
        return of(
                List.of(own),
                List.of(KernelLanes.answers(LaneKind.ANSWER, own), KernelLanes.answers(LaneKind.OTHER_RULE, other)));
    }

    /** The topology under the first kernel. */
    public KernelView view() {
        return audit.view();
    }

    /** The first kernel and its rule. */
    String kernel() {
        return view().choice().kernel().text() + " " + view().choice().ruleText();
    }

    /** The verdict of the audit. */
    String verdict() {
        Judgement judgement = audit.judgement();
        String verdict = kernel() + ": " + judgement.verdict().apiName();
        return judgement.verdict() == Verdict.NOT_AFFECTED
                ? verdict
                : verdict + ", " + ByteSize.of(judgement.affectedBytes());
    }

    /** The heading of the findings. It says how many are not drawn. */
    String findingsHeading() {
        String omitted = audit.omitted() == 0 ? "" : " (%d more are not listed)".formatted(audit.omitted());
        return "%s under %s%s".formatted(audit.findings().isEmpty() ? "No findings" : "Findings", kernel(), omitted);
    }

    /** The number of blocks in all lanes. */
    public int blocks() {
        return blocks(lanes);
    }

    /** The findings of each type, the worst first. */
    Collection<List<Finding>> findings() {
        Map<FindingType, List<Finding>> byType = audit.findings().stream()
                .collect(Collectors.groupingBy(Finding::type, LinkedHashMap::new, Collectors.toList()));
        return byType.values();
    }

    private static Picture of(List<KernelView> views, List<Lane> answers) {
        List<Lane> lanes = new ArrayList<>(SourceLanes.of(views.get(0)));
        lanes.addAll(KernelLanes.lists(views));
        lanes.addAll(answers);
        if (blocks(lanes) > MAX_BLOCKS) {
            throw new PictureTooLargeException(blocks(lanes), MAX_BLOCKS);
        }
        AddressAxis axis = AddressAxis.of(lanes);
        if (answers.size() > 1) {
            KernelView one = answers.get(0).view().orElseThrow();
            KernelView other = answers.get(1).view().orElseThrow();
            lanes.add(lanes.size() - 1, KernelLanes.differences(axis, one, other));
        }
        return new Picture(Audit.of(views.get(0)), axis, lanes);
    }

    private static int blocks(List<Lane> lanes) {
        return lanes.stream().mapToInt(lane -> lane.blocks().size()).sum();
    }
}
