package io.targetnode.topology;

import java.util.List;
import java.util.Map;

/**
 * An audit of a fleet at one moment.
 *
 * @param verdicts the number of topologies with each verdict; a verdict that no selected topology has is absent
 * @param kernels the kernels of most topologies first
 * @param layouts the layouts of most topologies first
 * @param notJudged the number of topologies without a judgement by the current rules, whatever verdict is selected
 * @param damaged the number of topologies that cannot be judged because their stored revisions are damaged, whatever verdict is
 *     selected
 * @param damagedNames the first of their names
 */
public record FleetSummary(
        Map<String, Long> verdicts,
        List<KernelCount> kernels,
        List<LayoutCount> layouts,
        long notJudged,
        long damaged,
        List<String> damagedNames) {

    public FleetSummary {
        verdicts = Map.copyOf(verdicts);
        kernels = List.copyOf(kernels);
        layouts = List.copyOf(layouts);
        damagedNames = List.copyOf(damagedNames);
    }

    /**
     * The topologies that were judged under one kernel.
     *
     * @param verdicts the number of topologies with each verdict; a verdict that none has is absent
     * @param assumed the number of topologies whose uploads name no kernel
     */
    public record KernelCount(String kernel, Map<String, Long> verdicts, long assumed) {

        public KernelCount {
            verdicts = Map.copyOf(verdicts);
        }
    }

    /**
     * The topologies with one layout and one verdict.
     *
     * @param example the first of their names
     */
    public record LayoutCount(String fingerprint, String verdict, long topologies, String example) {}
}
