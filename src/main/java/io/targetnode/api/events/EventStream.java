package io.targetnode.api.events;

import io.targetnode.api.body.AbortConnection;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * A response that is written as fast as the client reads it. The stream wakes when a write was reported, when the socket accepts
 * data again, and every second. It then writes one page at a time on a thread of the scheduler, and never waits for the client.
 * Only one thread at a time is in {@link #run}.
 *
 * <p>Once the container has reported the end of the response, it reuses the response for another request. So every access to
 * {@code out} holds the lock {@code output}, and the callbacks for errors wait for that lock. {@link #onComplete} does not: the
 * container calls it while it holds a lock of its own, which an error while writing takes as well.
 *
 * <p>The stream must not write either while a thread of the container returns from {@link #onWritePossible}: if the write
 * fails at that time, Tomcat loses the request silently, and waits for it at shutdown. So the stream {@link #PAUSE pauses}
 * first.
 */
final class EventStream implements WriteListener, AsyncListener, Runnable {

    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(15).toNanos();

    /** Enough for a thread of the container to return. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** At shutdown, the time in which a client that does not read may still read the data that was sent. */
    private static final long GRACE_NANOS = Duration.ofSeconds(1).toNanos();

    private final EventReader reader;
    private final AsyncContext async;
    private final ServletOutputStream out;
    private final ThreadPoolTaskScheduler scheduler;
    private final Consumer<EventStream> gone;
    private final AtomicInteger wakes = new AtomicInteger();
    private final Object output = new Object();
    private boolean full = true;
    private boolean ended;
    private boolean unflushed;
    private long writtenNanos = System.nanoTime();
    private volatile boolean probed;
    private volatile boolean closing;
    private volatile long closingNanos;

    /**
     * @param async of the request, just started
     * @param out of the response
     * @param scheduler has threads for all streams
     * @param gone is called when the response is over; must not block
     */
    EventStream(
            EventReader reader,
            AsyncContext async,
            ServletOutputStream out,
            ThreadPoolTaskScheduler scheduler,
            Consumer<EventStream> gone) {
        this.reader = reader;
        this.async = async;
        this.out = out;
        this.scheduler = scheduler;
        this.gone = gone;
    }

    /** Makes the container call {@link #onWritePossible} as soon as the thread of the request is done. */
    void start() {
        async.setTimeout(0);
        async.addListener(this);
        out.setWriteListener(this);
    }

    /** Makes the stream write if there are events. Does not block. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            scheduler.execute(this);
        }
    }

    /** Writes a heartbeat: if the client has vanished, its host answers with a reset, and the next write fails. */
    void probe() {
        probed = true;
        wake();
    }

    /** Ends the response: between two events if the client still reads, else within one. */
    void close() {
        closingNanos = System.nanoTime();
        closing = true;
        wake();
    }

    @Override
    public void run() {
        int seen = wakes.get();
        boolean more = false;
        boolean sound = false;
        try {
            more = step();
            sound = true;
        } catch (IOException | IllegalStateException e) {
            // The client is gone, or the container ended the response: nobody can receive an error.
        } finally {
            if (!sound) {
                abort();
            }
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
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
        event.getAsyncContext().complete();
    }

    /** Streams have no timeout: the container calls this only when it stops. */
    @Override
    public void onTimeout(AsyncEvent event) {
        abort();
        event.getAsyncContext().complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        gone.accept(this);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // The request is started once, before this listener is added.
    }

    /** Writes the next lines if there are any and the client reads. Returns whether there may be more. */
    private boolean step() throws IOException {
        if (!isWritable()) {
            if (closing && System.nanoTime() - closingNanos > GRACE_NANOS) {
                abort();
            }
            return false;
        }
        if (closing || reader.isAtEnd()) {
            complete();
            return false;
        }
        String lines = reader.next();
        if (lines.isEmpty() && heartbeatIsDue()) {
            lines = EventText.HEARTBEAT;
        }
        if (lines.isEmpty()) {
            return reader.isAtEnd();
        }
        write(lines);
        return true;
    }

    private boolean heartbeatIsDue() {
        boolean due = probed || System.nanoTime() - writtenNanos > HEARTBEAT_NANOS;
        probed = false;
        return due;
    }

    private boolean isWritable() throws IOException {
        synchronized (output) {
            flush();
            return !isFull();
        }
    }

    private void write(String lines) throws IOException {
        synchronized (output) {
            if (!ended) {
                out.write(lines.getBytes(StandardCharsets.UTF_8));
                unflushed = true;
                writtenNanos = System.nanoTime();
                flush();
            }
        }
    }

    private void flush() throws IOException {
        if (!isFull() && unflushed) {
            unflushed = false;
            out.flush();
            isFull();
        }
    }

    /** Must be called after every write: the container calls {@link #onWritePossible} only after {@code isReady()} was false. */
    private boolean isFull() {
        full = full || ended || !out.isReady();
        return full;
    }

    private void resume() {
        synchronized (output) {
            full = false;
        }
        wake();
    }

    private void complete() {
        synchronized (output) {
            if (end()) {
                async.complete();
            }
        }
    }

    private void abort() {
        synchronized (output) {
            if (end()) {
                AbortConnection.of(async.getRequest());
            }
        }
    }

    /** Returns whether this call ended the stream. */
    private boolean end() {
        synchronized (output) {
            boolean first = !ended;
            ended = true;
            return first;
        }
    }
}
