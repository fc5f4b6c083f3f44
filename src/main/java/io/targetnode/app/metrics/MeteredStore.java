package io.targetnode.app.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.targetnode.topology.Current;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.Fleet;
import io.targetnode.topology.Precondition;
import io.targetnode.topology.PreconditionFailedException;
import io.targetnode.topology.QuotaExceededException;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.StoredJudgement;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyFilter;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.TopologyStore;
import io.targetnode.topology.Upload;
import io.targetnode.topology.Written;
import io.targetnode.topology.intake.HostFile;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Times the calls of a store, by call and outcome, and counts the files of uploads, by format and outcome. */
public final class MeteredStore implements TopologyStore {

    private static final String CALLS = "targetnode.store";
    private static final String FILES = "targetnode.upload.files";

    /** A restored revision may have been imported, with any text as its format. */
    private static final Set<String> FORMATS = Stream.concat(
                    Stream.of("described-ranges", "firmware-view"),
                    Arrays.stream(HostFile.values()).map(HostFile::apiName))
            .collect(Collectors.toUnmodifiableSet());

    private static final String OK = "ok";

    private final TopologyStore store;
    private final MeterRegistry meters;

    public MeteredStore(TopologyStore store, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
    }

    @Override
    public Optional<Current<Topology>> find(TopologyName name) {
        return timed("find", () -> store.find(name));
    }

    @Override
    public Optional<Topology> find(TopologyName name, int revision) {
        return timed("find-revision", () -> store.find(name, revision));
    }

    @Override
    public Written<Current<Topology>> save(
            TopologyName name, Upload upload, StoredJudgement judgement, Precondition condition) {
        return timed(
                "save",
                () -> store.save(name, upload, judgement, condition),
                written -> written.outcome().name().toLowerCase(Locale.ROOT),
                outcome -> count(upload, outcome));
    }

    @Override
    public Optional<Long> delete(TopologyName name, Precondition condition) {
        return timed("delete", () -> store.delete(name, condition));
    }

    @Override
    public List<RevisionSummary> list(Optional<TopologyName> after, TopologyFilter filter, int limit) {
        return timed("list", () -> store.list(after, filter, limit));
    }

    @Override
    public List<RevisionSummary> revisions(TopologyName name, int before, int limit) {
        return timed("list-revisions", () -> store.revisions(name, before, limit));
    }

    @Override
    public Fleet fleet() {
        return timed("fleet", store::fleet);
    }

    @Override
    public void sweep() {
        timed("sweep", () -> {
            store.sweep();
            return OK;
        });
    }

    private void count(Upload upload, String outcome) {
        upload.sources().forEach(source -> {
            String format = FORMATS.contains(source.format()) ? source.format() : "other";
            meters.counter(FILES, "format", format, "outcome", outcome).increment();
        });
    }

    private <T> T timed(String call, Supplier<T> access) {
        return timed(call, access, result -> OK, outcome -> {});
    }

    private <T> T timed(String call, Supplier<T> access, Function<T, String> success, Consumer<String> onEnd) {
        long startNanos = System.nanoTime();
        String outcome = "error";
        try {
            T result = access.get();
            outcome = success.apply(result);
            return result;
        } catch (RuntimeException e) {
            outcome = failure(e);
            throw e;
        } finally {
            meters.timer(CALLS, "call", call, "outcome", outcome)
                    .record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
            onEnd.accept(outcome);
        }
    }

    private static String failure(RuntimeException e) {
        if (e instanceof StoreUnavailableException) {
            return "unavailable";
        }
        if (e instanceof StoreFullException) {
            return "full";
        }
        if (e instanceof QuotaExceededException) {
            return "quota";
        }
        if (e instanceof PreconditionFailedException) {
            return "condition-failed";
        }
        return e instanceof DamagedRevisionException ? "damaged" : "error";
    }
}
