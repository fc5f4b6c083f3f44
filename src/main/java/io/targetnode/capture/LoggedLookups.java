package io.targetnode.capture;

import java.util.List;

/**
 * What a boot log states about the kernel's own look-ups.
 *
 * @param answers the answers that the kernel printed, in the order of the log, without repetitions
 * @param windows the CXL windows that the driver printed with their nodes, by number
 * @param withoutNuma whether the log shows that the kernel was built without {@code CONFIG_NUMA}
 */
public record LoggedLookups(List<LoggedLookup> answers, List<CxlWindow> windows, boolean withoutNuma) {

    public LoggedLookups {
        answers = List.copyOf(answers);
        windows = List.copyOf(windows);
    }

    /**
     * Whether the kernel has the stub of {@code phys_to_target_node()}: it printed the stub's line, and no node other than 0,
     * which the stub answers.
     */
    public boolean showsStub() {
        return hasStubLine() && answers.stream().allMatch(answer -> answer.node() == 0);
    }

    /** Whether a line that only the stub prints contradicts another answer. Such lines are from different kernels. */
    public boolean areContradictory() {
        return hasStubLine() && !showsStub();
    }

    private boolean hasStubLine() {
        return answers.stream().anyMatch(LoggedLookup::byStub);
    }
}
