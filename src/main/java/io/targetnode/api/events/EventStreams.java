package io.targetnode.api.events;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.topology.service.ChangeHistory;
import io.targetnode.topology.service.ChangeHistory.Cursor;
import io.targetnode.topology.service.TopologyFeed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import tools.jackson.databind.json.JsonMapper;

/**
 * All open event streams. They share two threads, which no client can block. At shutdown, the streams end after the service has
 * stopped accepting requests, and before it waits for the requests in progress.
 */
public final class EventStreams implements SmartLifecycle, DisposableBean {

    private static final int THREADS = 2;

    /** The interval at which streams check for a due heartbeat and retry an unreachable store. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final ChangeHistory history;
    private final EventText text;
    private final int limit;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private volatile boolean running;
    private volatile boolean refusedSinceTick;

    /** @param limit maximum number of open streams */
    public EventStreams(TopologyFeed feed, ChangeHistory history, JsonMapper mapper, int limit) {
        this.history = history;
        this.text = new EventText(mapper);
        this.limit = limit;
        scheduler.setPoolSize(THREADS);
        scheduler.setThreadNamePrefix("events-");
        scheduler.setDaemon(true);
        scheduler.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        scheduler.initialize();
        Future<?> unused = scheduler.scheduleWithFixedDelay(this::tick, TICK);
        feed.onDelivered(() -> open.forEach(EventStream::wake));
    }

    /**
     * Answers with a stream of events.
     *
     * @param last the last event that the client received; empty for new events only
     * @param follow whether the stream stays open after the stored events
     * @param granted whether the client may still read
     * @throws ProblemException if the limit is reached or the service is not running
     */
    void open(
            HttpServletRequest request,
            HttpServletResponse response,
            Optional<EventNumber> last,
            boolean follow,
            BooleanSupplier granted)
            throws IOException {
        requirePermit();
        Cursor now = history.now();
        EventReader reader = new EventReader(
                history,
                text,
                last.map(number -> history.after(number.value())).orElse(now),
                last.isPresent() ? EventText.resumed() : EventText.started(now.after()),
                follow ? Long.MAX_VALUE : now.after());
        start(request, response, reader, granted);
    }

    /** The number of open streams. */
    public int count() {
        return open.size();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        open.forEach(EventStream::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
    }

    @Override
    public void destroy() {
        scheduler.shutdown();
    }

    private synchronized void start(
            HttpServletRequest request, HttpServletResponse response, EventReader reader, BooleanSupplier granted)
            throws IOException {
        requirePermit();
        EventStream stream = new EventStream(
                reader, granted, request.startAsync(), response.getOutputStream(), scheduler, open::remove);
        open.add(stream);
        stream.start();
    }

    private void requirePermit() {
        if (!running || open.size() >= limit) {
            refusedSinceTick = true;
            String reason = running
                    ? "All %d streams of events are in use.".formatted(limit)
                    : "The service is starting or stopping.";
            throw new ProblemException(ProblemType.BUSY, reason, List.of());
        }
    }

    /** Wakes all streams. After a refusal, sends heartbeats to detect clients that have disconnected without closing. */
    private void tick() {
        boolean probe = refusedSinceTick;
        refusedSinceTick = false;
        open.forEach(probe ? EventStream::probe : EventStream::wake);
    }
}
