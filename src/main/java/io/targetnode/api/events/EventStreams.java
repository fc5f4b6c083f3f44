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
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import tools.jackson.databind.json.JsonMapper;

/**
 * All open streams of events. They share two threads, however many clients read and however slowly. At shutdown they end after
 * the time in which the service still accepts requests, and before it waits for the requests in progress.
 */
public final class EventStreams implements SmartLifecycle, DisposableBean {

    private static final int THREADS = 2;

    /** The period after which every stream wakes: a heartbeat may be due, or the store may be reachable again. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final ChangeHistory history;
    private final EventText text;
    private final int limit;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private volatile boolean running;
    private volatile boolean crowded;

    /** @param limit the maximum number of open streams */
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
        feed.onDelivered(this::wake);
    }

    /**
     * Answers with events as they are written.
     *
     * @param last the last event that the client received; empty for new events only
     * @param follow whether the response continues after the stored events
     * @throws ProblemException if there are too many streams
     */
    void open(HttpServletRequest request, HttpServletResponse response, Optional<EventNumber> last, boolean follow)
            throws IOException {
        requirePlace();
        Cursor now = history.now();
        EventReader reader = new EventReader(
                history,
                text,
                last.map(number -> history.after(number.value())).orElse(now),
                last.isPresent() ? EventText.resumed() : EventText.begun(now.after()),
                follow ? Long.MAX_VALUE : now.after());
        start(request, response, reader);
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

    private synchronized void start(HttpServletRequest request, HttpServletResponse response, EventReader reader)
            throws IOException {
        requirePlace();
        EventStream stream =
                new EventStream(reader, request.startAsync(), response.getOutputStream(), scheduler, open::remove);
        open.add(stream);
        stream.start();
    }

    private void requirePlace() {
        if (!running || open.size() >= limit) {
            crowded = true;
            String reason = running
                    ? "All %d streams of events are in use.".formatted(limit)
                    : "The service is starting or stopping.";
            throw new ProblemException(ProblemType.BUSY, reason, List.of());
        }
    }

    /** After a refusal, streams are probed, so that those of clients that vanished without closing end at once. */
    private void tick() {
        boolean probe = crowded;
        crowded = false;
        open.forEach(probe ? EventStream::probe : EventStream::wake);
    }

    private void wake() {
        open.forEach(EventStream::wake);
    }
}
