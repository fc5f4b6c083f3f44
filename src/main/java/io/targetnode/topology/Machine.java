package io.targetnode.topology;

import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import java.util.List;
import java.util.Optional;

/**
 * A machine as the upload describes it: the inputs of its boot, and the assumptions that replace missing inputs.
 *
 * @param inputs the inputs of the boot
 * @param kernel the release that it runs; empty if the upload does not state one
 * @param rule the look-up rule of this kernel, if the host's files show it and the release does not; empty for the usual rule of
 *     the release
 * @param nodes what distances, memory tiers and CPUs depend on besides
 * @param hotAdd facts about memory that is added after the boot
 * @param assumptions the assumptions about the two lists; empty if the replay is exact
 * @param warnings warnings about the upload, in sentences
 */
public record Machine(
        BootInputs inputs,
        Optional<KernelRelease> kernel,
        Optional<LookupRule> rule,
        NodeInputs nodes,
        HotAdd hotAdd,
        List<Assumption> assumptions,
        List<String> warnings) {

    /** A machine whose kernel has the look-up rule of its release. */
    public Machine(
            BootInputs inputs, Optional<KernelRelease> kernel, List<Assumption> assumptions, List<String> warnings) {
        this(inputs, kernel, Optional.empty(), NodeInputs.UNKNOWN, HotAdd.NOTHING, assumptions, warnings);
    }

    /** A machine of which only the inputs of the two lists are known. */
    public Machine(
            BootInputs inputs,
            Optional<KernelRelease> kernel,
            Optional<LookupRule> rule,
            List<Assumption> assumptions,
            List<String> warnings) {
        this(inputs, kernel, rule, NodeInputs.UNKNOWN, HotAdd.NOTHING, assumptions, warnings);
    }

    /** This machine with other inputs of its nodes. */
    public Machine with(NodeInputs others) {
        return new Machine(inputs, kernel, rule, others, hotAdd, assumptions, warnings);
    }

    /** This machine with other facts about memory that is added after the boot. */
    public Machine with(HotAdd facts) {
        return new Machine(inputs, kernel, rule, nodes, facts, assumptions, warnings);
    }

    public Machine {
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /**
     * The look-up rule of this machine under a release, if the host's files show it and the release does not.
     *
     * @param release the requested release; empty for the machine's own
     */
    public Optional<LookupRule> ruleUnder(Optional<KernelRelease> release) {
        boolean own =
                release.isEmpty() || kernel.filter(release.get()::isSameAs).isPresent();
        return own ? rule : Optional.empty();
    }

    /** Whether there are no assumptions. */
    public boolean isExact() {
        return assumptions.isEmpty();
    }
}
