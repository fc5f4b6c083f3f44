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
 * All open streams of events. They share two threads, whoever reads and however slowly. They end when the service does, after
 * the time in which it still takes requests, and before it waits for the requests in progress.
 */
public final class EventStreams implements SmartLifecycle, DisposableBean {

    private static final int THREADS = 2;

    /** How often streams look for what nothing woke them for: the time for a heartbeat, a store that answers again. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final ChangeHistory history;
    private final EventText text;
    private final int limit;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private volatile boolean running;
    private volatile boolean crowded;

    /** @param limit so many streams are open at a time at most */
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
     * Answers with the events that follow, as they are written.
     *
     * @param last the last event that the client had; empty if it wants what is written from now on
     * @param follow whether the response goes on after what is written already
     * @throws ProblemException if there are too many streams
     */
    void open(HttpServletRequest request, HttpServletResponse response, Optional<EventNumber> last, boolean follow)
            throws IOException {
        requireRoom();
        Cursor now = history.now();
        EventReader reader = new EventReader(
                history,
                text,
                last.map(number -> history.after(number.value())).orElse(now),
                last.isPresent() ? EventText.resumed() : EventText.begun(now.after()),
                follow ? Long.MAX_VALUE : now.after());
        start(request, response, reader);
    }

    /** How many are open. */
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
        requireRoom();
        EventStream stream =
                new EventStream(reader, request.startAsync(), response.getOutputStream(), scheduler, open::remove);
        open.add(stream);
        stream.start();
    }

    private void requireRoom() {
        if (!running || open.size() >= limit) {
            crowded = true;
            String reason = running
                    ? "All %d streams of events are taken.".formatted(limit)
                    : "The service is starting or ending.";
            throw new ProblemException(ProblemType.BUSY, reason, List.of());
        }
    }

    /** If somebody was refused, those who are gone without a word are found out at once. */
    private void tick() {
        boolean probe = crowded;
        crowded = false;
        open.forEach(probe ? EventStream::probe : EventStream::wake);
    }

    private void wake() {
        open.forEach(EventStream::wake);
    }
}
