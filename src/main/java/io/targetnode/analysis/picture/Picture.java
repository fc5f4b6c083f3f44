package io.targetnode.analysis.picture;

import io.targetnode.analysis.audit.Audit;
import io.targetnode.analysis.audit.Finding;
import io.targetnode.analysis.audit.FindingType;
import io.targetnode.analysis.audit.Judgement;
import io.targetnode.analysis.audit.Verdict;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The address space of a topology: lanes over one axis, and the findings of the audit.
 *
 * @param audit the audit under the first kernel
 * @param axis the axis of all lanes
 * @param lanes from top to bottom
 */
public record Picture(Audit audit, AddressAxis axis, List<Lane> lanes) {

    public Picture {
        lanes = List.copyOf(lanes);
    }

    /**
     * Draws the lanes. O(n log n) in blocks.
     *
     * @throws PictureTooLargeException if there are too many blocks
     */
    public static Picture of(PicturedKernels kernels) {
        kernels.blocks();
        List<Lane> lanes = new ArrayList<>(SourceLanes.of(kernels.first()));
        lanes.addAll(KernelLanes.lists(kernels.kernels()));
        lanes.add(KernelLanes.answers(LaneKind.ANSWER, kernels.first()));
        if (kernels.answers().size() > 1) {
            KernelView second = kernels.answers().get(1);
            lanes.add(KernelLanes.answers(kernels.hasOtherRule() ? LaneKind.OTHER_RULE : LaneKind.ANSWER, second));
        }
        AddressAxis axis = AddressAxis.of(lanes);
        if (kernels.answers().size() > 1) {
            lanes.add(lanes.size() - 1, KernelLanes.differences(axis, kernels.answers()));
        }
        return new Picture(Audit.of(kernels.first()), axis, lanes);
    }

    /** The topology under the first kernel. */
    public KernelView view() {
        return audit.view();
    }

    String title() {
        return view().topology().title();
    }

    /** The first kernel and its rule. */
    String kernel() {
        return view().choice().kernel().text() + " " + view().choice().ruleText();
    }

    /** The verdict of the audit, and which tables it is without. */
    String verdict() {
        Judgement judgement = audit.judgement();
        String bytes = judgement.verdict() == Verdict.NOT_AFFECTED ? "" : ", " + ByteSize.of(judgement.affectedBytes());
        List<String> missing = audit.missingTables();
        return kernel() + ": " + judgement.verdict().apiName() + bytes
                + (missing.isEmpty() ? "" : ", without " + String.join(" and ", missing));
    }

    /** The heading of the findings. It says how many are not drawn. */
    String findingsHeading() {
        String omitted = audit.omitted() == 0 ? "" : " (%d more are not listed)".formatted(audit.omitted());
        return "%s under %s%s".formatted(audit.findings().isEmpty() ? "No findings" : "Findings", kernel(), omitted);
    }

    /** The findings of each type, the worst first. */
    Collection<List<Finding>> findings() {
        Map<FindingType, List<Finding>> byType = audit.findings().stream()
                .collect(Collectors.groupingBy(Finding::type, LinkedHashMap::new, Collectors.toList()));
        return byType.values();
    }
}
