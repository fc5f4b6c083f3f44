package io.targetnode.topology;

import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.resolve.AnswerMap;
import io.targetnode.resolve.BackingMap;
import io.targetnode.resolve.LookupRule;
import io.targetnode.resolve.TargetNodeResolver;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A revision that answers: its boots, one for each behaviour that was asked for, are replayed once and kept. Safe for
 * concurrent use.
 */
public final class BootedTopology {

    private final Topology topology;
    private final BackingMap backing;
    private final Map<Behaviour, Boot> boots = new ConcurrentHashMap<>();
    private final Map<Terms, AnswerMap> answers = new ConcurrentHashMap<>();

    /** On what answers depend, beside the machine. */
    private record Terms(Behaviour behaviour, LookupRule rule) {}

    BootedTopology(Topology topology) {
        this.topology = topology;
        this.backing = BackingMap.of(topology.upload().machine().inputs());
    }

    /** The revision. */
    public Topology topology() {
        return topology;
    }

    /** What is where on the machine. */
    public BackingMap backing() {
        return backing;
    }

    /**
     * The machine under a kernel.
     *
     * @param kernel the release asked for; empty for the machine's own, else the newest
     * @param rule overrides the kernel's look-up rule
     * @throws io.targetnode.kernel.UnknownKernelException if the release is older than all that is known
     */
    public KernelView under(Optional<KernelRelease> kernel, Optional<LookupRule> rule) {
        KernelChoice choice = KernelChoice.of(topology.upload().machine(), kernel, rule);
        Boot boot = boots.computeIfAbsent(
                choice.range().behaviour(),
                behaviour -> BootReplay.of(topology.upload().machine().inputs(), behaviour));
        return new KernelView(this, choice, new TargetNodeResolver(boot, choice.rule()));
    }

    AnswerMap answers(KernelView view) {
        KernelChoice choice = view.choice();
        return answers.computeIfAbsent(
                new Terms(choice.range().behaviour(), choice.rule()), terms -> AnswerMap.of(view.resolver(), backing));
    }
}
