package io.targetnode.topology.service;

import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.resolve.AnswerMap;
import io.targetnode.resolve.BackingMap;
import io.targetnode.resolve.CompiledMap;
import io.targetnode.resolve.LookupRule;
import io.targetnode.resolve.Segment;
import io.targetnode.resolve.TargetNodeResolver;
import io.targetnode.topology.Topology;
import io.targetnode.topology.evidence.OnlineMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * A revision that answers: its boots, one for each behaviour that was asked for, are replayed once, the maps of their answers
 * are made once, and all are kept. Safe for concurrent use.
 */
public final class ReplayedTopology {

    /** What an entry or range takes, and a block or line of a boot with its story: about one and a half of what was measured. */
    private static final int ENTRY_BYTES = 96;

    private static final int BLOCK_BYTES = 192;

    private final Topology topology;
    private final BackingMap backing;
    private final OnlineMap online;
    private final Map<Behaviour, Boot> boots = new ConcurrentHashMap<>();
    private final Map<Terms, AnswerMap> answers = new ConcurrentHashMap<>();
    private final Map<Terms, CompiledMap> targetNodes = new ConcurrentHashMap<>();
    private final Map<Terms, List<Segment>> segments = new ConcurrentHashMap<>();
    private final Map<Class<?>, Object> companions = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final Runnable grown;

    /** On what answers depend, beside the machine. */
    private record Terms(Behaviour behaviour, LookupRule rule) {

        static Terms of(KernelChoice choice) {
            return new Terms(choice.range().behaviour(), choice.rule());
        }
    }

    ReplayedTopology(Topology topology) {
        this(topology, () -> {});
    }

    /** @param grown is told when {@link #bytes()} has become more */
    ReplayedTopology(Topology topology, Runnable grown) {
        this.topology = topology;
        this.backing = BackingMap.of(topology.upload().machine().inputs());
        this.online = OnlineMap.of(
                topology.upload().evidence(),
                topology.upload().machine().inputs().ram());
        this.grown = grown;
        this.bytes.set((long) ENTRY_BYTES * topology.upload().size() + online.bytes());
    }

    /** The revision. */
    public Topology topology() {
        return topology;
    }

    /** What is where on the machine. */
    public BackingMap backing() {
        return backing;
    }

    /** Where memory is online, as far as the host showed it. */
    public OnlineMap online() {
        return online;
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
        return new KernelView(
                this, choice, new TargetNodeResolver(boot(choice.range().behaviour()), choice.rule()));
    }

    /** Bytes that it takes, about: with all that was asked for up to now. */
    public long bytes() {
        return bytes.get();
    }

    /**
     * The companion of a kind: what others keep of this revision and nobody needs without it. Held from here and not by a weak
     * key: what such a key leads to outlives it by a collection, and of uploads that follow each other all that is to be copied.
     *
     * @param making makes it when it is first asked for
     */
    public <T> T companion(Class<T> kind, Supplier<T> making) {
        Object known = companions.get(kind);
        return kind.cast(known != null ? known : companions.computeIfAbsent(kind, missing -> making.get()));
    }

    AnswerMap answers(KernelView view) {
        return once(answers, Terms.of(view.choice()), () -> AnswerMap.of(view.resolver(), backing), AnswerMap::bytes);
    }

    CompiledMap targetNodes(KernelView view) {
        AnswerMap all = answers(view);
        return once(targetNodes, Terms.of(view.choice()), all::compile, CompiledMap::bytes);
    }

    List<Segment> segments(KernelView view) {
        AnswerMap all = answers(view);
        return once(segments, Terms.of(view.choice()), all::segments, made -> (long) ENTRY_BYTES * made.size());
    }

    private Boot boot(Behaviour behaviour) {
        return once(
                boots,
                behaviour,
                () -> BootReplay.of(topology.upload().machine().inputs(), behaviour),
                boot -> (long) BLOCK_BYTES
                        * (boot.meminfo().blocks().size()
                                + boot.reserved().blocks().size()
                                + boot.log().size()));
    }

    /** Must not be called within itself: who is told of the growth may wait for others, and nobody is to wait for that. */
    private <K, V> V once(Map<K, V> made, K key, Supplier<V> making, ToLongFunction<V> size) {
        V known = made.get(key);
        if (known != null) {
            return known;
        }
        V value = made.computeIfAbsent(key, missing -> {
            V first = making.get();
            bytes.addAndGet(size.applyAsLong(first));
            return first;
        });
        grown.run();
        return value;
    }
}
