package io.targetnode.topology.service;

import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.resolve.BackingRanges;
import io.targetnode.resolve.TargetNodeResolver;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.OnlineRanges;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * A revision that is ready to answer. Each behaviour is replayed once, and each behaviour and rule gets one resolver, when it is first
 * needed. Safe for concurrent use.
 */
public final class ReplayedTopology {

    private static final TopologyName UNSTORED = new TopologyName("replay");

    /** About one and a half times the measured size of an entry or range. */
    private static final int ENTRY_BYTES = 96;

    /** About one and a half times the measured size of a block with its history, or of a line of a boot's log. */
    private static final int BLOCK_BYTES = 192;

    /** At this number, the next object evicts all others. Each concurrent caller may exceed the limit by one. */
    private static final int MAX_DERIVED = 8;

    private final Topology topology;
    private final BackingRanges backing;
    private final OnlineRanges online;
    private final Map<Behaviour, Boot> boots = new ConcurrentHashMap<>();
    private final Map<ResolverKey, TargetNodeResolver> resolvers = new ConcurrentHashMap<>();
    private final Map<Object, Object> derivedObjects = new ConcurrentHashMap<>();
    private final Runnable onGrowth;
    private final LongConsumer onReplay;

    /** The key of a resolver. */
    private record ResolverKey(Behaviour behaviour, LookupRule rule) {}

    ReplayedTopology(Topology topology) {
        this(topology, () -> {}, nanos -> {});
    }

    /** An upload that is replayed without being stored, under the name {@code replay} and revision 0. */
    public static ReplayedTopology unstored(Upload upload, Instant at) {
        return unstored(upload, at, nanos -> {});
    }

    static ReplayedTopology unstored(Upload upload, Instant at, LongConsumer onReplay) {
        return new ReplayedTopology(new Topology(UNSTORED, 0, at, "", upload), () -> {}, onReplay);
    }

    /**
     * @param onGrowth runs after {@link #bytes()} has increased; it may wait for other threads
     * @param onReplay receives the nanoseconds of each replay; must not block
     */
    ReplayedTopology(Topology topology, Runnable onGrowth, LongConsumer onReplay) {
        this(
                topology,
                BackingRanges.of(topology.upload().machine().inputs()),
                online(topology.upload()),
                onGrowth,
                onReplay);
    }

    private ReplayedTopology(
            Topology topology, BackingRanges backing, OnlineRanges online, Runnable onGrowth, LongConsumer onReplay) {
        this.topology = topology;
        this.backing = backing;
        this.online = online;
        this.onGrowth = onGrowth;
        this.onReplay = onReplay;
    }

    private static OnlineRanges online(Upload upload) {
        BootInputs inputs = upload.machine().inputs();
        return OnlineRanges.of(upload.evidence(), inputs.ram(), inputs.platform());
    }

    /**
     * The same upload as a stored revision. It has the boots that were replayed, but no resolvers, because a resolver reports its own
     * growth.
     */
    ReplayedTopology as(Topology stored, Runnable onOtherGrowth) {
        ReplayedTopology same = new ReplayedTopology(stored, backing, online, onOtherGrowth, onReplay);
        same.boots.putAll(boots);
        return same;
    }

    /** The revision. */
    public Topology topology() {
        return topology;
    }

    /** The ranges of the machine and what backs them. */
    public BackingRanges backing() {
        return backing;
    }

    /** The ranges of online memory that the host's files show. */
    public OnlineRanges online() {
        return online;
    }

    /**
     * The machine under a kernel.
     *
     * @param kernel the requested release; empty for the machine's own, else the newest
     * @param rule overrides the kernel's look-up rule
     * @throws io.targetnode.kernel.UnknownKernelException if the release is older than every known release
     */
    public KernelView under(Optional<KernelRelease> kernel, Optional<LookupRule> rule) {
        KernelChoice choice = KernelChoice.of(topology.upload().machine(), kernel, rule);
        return new KernelView(this, choice, boot(choice.range().behaviour()));
    }

    /** The approximate memory in bytes, including everything that has been built so far. */
    public long bytes() {
        return (long) ENTRY_BYTES * topology.upload().size()
                + online.bytes()
                + boots.values().stream().mapToLong(ReplayedTopology::bytes).sum()
                + resolvers.values().stream()
                        .mapToLong(TargetNodeResolver::bytes)
                        .sum();
    }

    /**
     * An object that a caller derives from this revision, stored while the revision is in memory. The revision itself holds it:
     * with a map with weak keys, the garbage collector would copy it once more before it frees it.
     *
     * @param builder runs if nothing is stored under the key; an empty result is not stored
     */
    public <T> Optional<T> derived(Object key, Class<T> type, Supplier<Optional<T>> builder) {
        Object stored = derivedObjects.get(key);
        if (stored != null) {
            return Optional.of(type.cast(stored));
        }
        Optional<T> built = builder.get();
        if (built.isPresent() && derivedObjects.size() >= MAX_DERIVED) {
            derivedObjects.clear();
        }
        built.ifPresent(object -> derivedObjects.put(key, object));
        return built;
    }

    TargetNodeResolver resolver(KernelView view) {
        KernelChoice choice = view.choice();
        return once(
                resolvers,
                new ResolverKey(choice.range().behaviour(), choice.rule()),
                () -> new TargetNodeResolver(view.boot(), choice.rule(), backing, onGrowth));
    }

    private Boot boot(Behaviour behaviour) {
        return once(boots, behaviour, () -> {
            long startNanos = System.nanoTime();
            Boot boot = BootReplay.of(topology.upload().machine().inputs(), behaviour);
            onReplay.accept(System.nanoTime() - startNanos);
            return boot;
        });
    }

    private static long bytes(Boot boot) {
        int blocks = boot.meminfo().blocks().size() + boot.reserved().blocks().size();
        return (long) BLOCK_BYTES * (blocks + boot.log().size());
    }

    /** Runs {@link #onGrowth} outside of the map's lock, because it may wait for other threads. */
    private <K, V> V once(Map<K, V> built, K key, Supplier<V> builder) {
        V known = built.get(key);
        if (known != null) {
            return known;
        }
        V value = built.computeIfAbsent(key, missing -> builder.get());
        onGrowth.run();
        return value;
    }
}
