package io.targetnode.topology;

import java.util.HashMap;
import java.util.Map;

/** Numbers the layouts and verdicts of a fleet, so that they can be counted in arrays. All later states of the fleet share it. */
final class LayoutNumbers {

    /** The number of a topology without a judgement. */
    static final int NONE = -1;

    private final Map<Layout, Integer> numbers = new HashMap<>();

    private record Layout(String fingerprint, String verdict) {}

    /** The number of the layout of a topology: 0, 1, 2, … */
    synchronized int of(FleetEntry entry) {
        return entry.judged()
                .map(JudgedTopology::judgement)
                .map(judgement -> new Layout(judgement.fingerprint(), judgement.verdict()))
                .map(layout -> numbers.computeIfAbsent(layout, added -> numbers.size()))
                .orElse(NONE);
    }

    /** The number of layouts, with those that no topology has any more. */
    synchronized int count() {
        return numbers.size();
    }
}
