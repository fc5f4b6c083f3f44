package io.targetnode.api.events;

import io.targetnode.api.body.ConnectorResponse;
import io.targetnode.topology.DamagedRevisionException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * The response of one client, written without blocking. A new write, a writable response or a tick wakes the stream. A thread of
 * the scheduler then writes until the response is full or no event is left. Only one thread at a time is in {@link #run}.
 *
 * <p>The container reuses a response that has ended. Every access to {@code out} therefore holds {@code outputLock}, and
 * {@link #onError} waits for it. {@link #onComplete} does not: the container calls it under a lock that a failing write takes.
 * If a write fails before the container's thread has returned from {@link #onWritePossible}, Tomcat loses the request and waits
 * for it at shutdown. {@link #PAUSE} prevents this.
 */
final class EventStream implements WriteListener, AsyncListener, Runnable {

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final long GRACE_NANOS = Duration.ofSeconds(1).toNanos();

    private final EventReader reader;
    private final BooleanSupplier granted;
    private final AsyncContext async;
    private final ServletOutputStream out;
    private final ThreadPoolTaskScheduler scheduler;
    private final Consumer<EventStream> onEnd;
    private final AtomicInteger wakes = new AtomicInteger();
    private final Object outputLock = new Object();
    private boolean full = true;
    private boolean ended;
    private boolean unflushed;
    private volatile boolean closing;
    private volatile long closingNanos;

    /**
     * @param granted whether the client may still read
     * @param onEnd is called when the response has ended; must not block
     */
    EventStream(
            EventReader reader,
            BooleanSupplier granted,
            AsyncContext async,
            ServletOutputStream out,
            ThreadPoolTaskScheduler scheduler,
            Consumer<EventStream> onEnd) {
        this.reader = reader;
        this.granted = granted;
        this.async = async;
        this.out = out;
        this.scheduler = scheduler;
        this.onEnd = onEnd;
    }

    /** Makes the container call {@link #onWritePossible} as soon as the thread of the request has returned. */
    void start() {
        async.setTimeout(0);
        async.addListener(this);
        out.setWriteListener(this);
    }

    /** Schedules a run, because there may be something to write. Does not block. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            scheduler.execute(this);
        }
    }

    /** Writes a heartbeat. If the client is gone, its host answers with a TCP reset, and the next write fails. */
    void probe() {
        reader.probe();
        wake();
    }

    /** Ends the response after a complete event, or aborts the connection if the client does not read for a second. */
    void close() {
        closingNanos = System.nanoTime();
        closing = true;
        wake();
    }

    @Override
    public void run() {
        int seen = wakes.get();
        boolean more = false;
        try {
            more = step();
        } catch (IOException | IllegalStateException | DamagedRevisionException e) {
            // The client has disconnected, the container has ended the response, or the store has reported that the
            // history is damaged.
            abort();
        } catch (RuntimeException | Error e) {
            abort();
            throw e;
        }
        if (more || wakes.addAndGet(-seen) > 0) {
            scheduler.execute(this);
        }
    }

    @Override
    public void onWritePossible() {
        Future<?> unused = scheduler.schedule(this::resume, Instant.now().plus(PAUSE));
    }

    @Override
    public void onError(Throwable failure) {
        end(() -> {});
    }

    @Override
    public void onError(AsyncEvent event) {
        end(() -> {});
        event.getAsyncContext().complete();
    }

    /** Called only when the container stops before its requests have ended: the timeout is 0. */
    @Override
    public void onTimeout(AsyncEvent event) {
        abort();
        event.getAsyncContext().complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        ConnectorResponse.restoreStatus(event.getSuppliedRequest(), HttpServletResponse.SC_OK);
        onEnd.accept(this);
    }

    /** Not called: the listener is added after the start. */
    @Override
    public void onStartAsync(AsyncEvent event) {}

    /** Writes the next lines if there are any and the response accepts them. Returns whether more may follow. */
    private boolean step() throws IOException {
        if (!flush()) {
            if (closing && System.nanoTime() - closingNanos > GRACE_NANOS) {
                abort();
            }
            return false;
        }
        if (closing || reader.isAtEnd() || !granted.getAsBoolean()) {
            end(async::complete);
            return false;
        }
        String lines = reader.next();
        if (lines.isEmpty()) {
            return reader.isAtEnd();
        }
        write(lines);
        return true;
    }

    private void write(String lines) throws IOException {
        synchronized (outputLock) {
            if (!ended) {
                out.write(lines.getBytes(StandardCharsets.UTF_8));
                unflushed = true;
                flush();
            }
        }
    }

    /** Whether more data fits. Follows every write: only a false {@code isReady} leads to {@link #onWritePossible}. */
    private boolean flush() throws IOException {
        synchronized (outputLock) {
            full = full || ended || !out.isReady();
            if (!full && unflushed) {
                unflushed = false;
                out.flush();
                full = ended || !out.isReady();
            }
            return !full;
        }
    }

    private void resume() {
        synchronized (outputLock) {
            full = false;
        }
        wake();
    }

    private void abort() {
        end(() -> ConnectorResponse.abortConnection(async.getRequest()));
    }

    /** Runs the action unless the response has already ended. */
    private void end(Runnable action) {
        synchronized (outputLock) {
            if (!ended) {
                ended = true;
                action.run();
            }
        }
    }
}
