package io.targetnode.api.fastpath;

import io.targetnode.api.fastpath.LookupRequest.Terms;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.UnknownKernelException;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The prepared views of a topology. It has few of them, as clients may name any number of releases. Safe for concurrent use. */
final class PreparedViews {

    /** One more evicts all. Concurrent requests may exceed the limit by their number. */
    static final int LIMIT = 8;

    private final ReplayedTopology topology;
    private final Map<Terms, PreparedView> views = new ConcurrentHashMap<>();

    private PreparedViews(ReplayedTopology topology) {
        this.topology = topology;
    }

    /** The views of the topology. They live as long as it does. */
    static PreparedViews of(ReplayedTopology topology) {
        return topology.companion(PreparedViews.class, () -> new PreparedViews(topology));
    }

    /** The view of the terms, prepared now if it is missing; empty if the kernel or the rule is unknown. */
    Optional<PreparedView> get(Terms terms) {
        PreparedView known = views.get(terms);
        return known == null ? prepare(terms) : Optional.of(known);
    }

    private Optional<PreparedView> prepare(Terms terms) {
        Optional<PreparedView> prepared = view(terms).map(PreparedView::new);
        if (prepared.isPresent() && views.size() >= LIMIT) {
            views.clear();
        }
        prepared.ifPresent(view -> views.put(terms, view));
        return prepared;
    }

    private Optional<KernelView> view(Terms terms) {
        Optional<LookupRule> rule = rule(terms.rule());
        if (rule.isEmpty() && !terms.rule().isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<KernelRelease> kernel =
                    Optional.of(terms.kernel()).filter(text -> !text.isEmpty()).map(KernelRelease::parse);
            return Optional.of(topology.under(kernel, rule));
        } catch (UnknownKernelException e) {
            return Optional.empty();
        }
    }

    private static Optional<LookupRule> rule(String name) {
        return Arrays.stream(LookupRule.values())
                .filter(rule -> rule.apiName().equals(name))
                .findFirst();
    }
}
