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
 * A response that is written as the client takes it. Whatever may have changed that (a write was told, the socket has room, a
 * second has passed) wakes the stream; awake, it writes a page at a time with a thread of the scheduler, and never waits for
 * the client. One thread at a time is in {@link #run}.
 *
 * <p>The container must not be touched any more once it has said that the response is over, as it uses it for somebody else
 * then. So whoever touches {@code out} holds {@code output}, and whoever is told of an error waits for it. Not so
 * {@link #onComplete}: the container calls it with a lock of its own, which an error while writing takes, too.
 *
 * <p>Nor must it be touched while a thread of the container is on its way back from {@link #onWritePossible}: if writing
 * fails just then, Tomcat forgets the request without a word, and waits for it when it ends. So the stream
 * {@link #PAUSE pauses} first.
 */
final class EventStream implements WriteListener, AsyncListener, Runnable {

    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(15).toNanos();

    /** For a thread to return. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** How long a client that takes nothing may still take what was sent, when the service ends. */
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
     * @param gone is told when the response is over; must not wait for anything
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

    /** Has the container ask for the first lines as soon as the thread of the request is done. */
    void start() {
        async.setTimeout(0);
        async.addListener(this);
        out.setWriteListener(this);
    }

    /** There may be something to write. Does not wait. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            scheduler.execute(this);
        }
    }

    /** Writes a heartbeat: if the client is gone without a word, its kernel says so, and the next write fails. */
    void probe() {
        probed = true;
        wake();
    }

    /** Ends the response: between two events if the client still takes any, else in the middle. */
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
            // The client is gone, or the container ended the response: there is nobody to be told.
        } finally {
            if (!sound) {
                giveUp();
            }
        }
        if (more || wakes.addAndGet(-seen) > 0) {
            scheduler.execute(this);
        }
    }

    @Override
    public void onWritePossible() {
        Future<?> unused = scheduler.schedule(this::goOn, Instant.now().plus(PAUSE));
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

    /** There is no time limit: the container ends before its requests do. */
    @Override
    public void onTimeout(AsyncEvent event) {
        giveUp();
        event.getAsyncContext().complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        gone.accept(this);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Is started once, before this listens.
    }

    /** Writes what is next, if there is anything and the client takes it; whether there may be more. */
    private boolean step() throws IOException {
        if (!takesMore()) {
            if (closing && System.nanoTime() - closingNanos > GRACE_NANOS) {
                giveUp();
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

    private boolean takesMore() throws IOException {
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

    /** To be asked after all that is written, as the container calls {@link #onWritePossible} only of what was asked for. */
    private boolean isFull() {
        full = full || ended || !out.isReady();
        return full;
    }

    private void goOn() {
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

    private void giveUp() {
        synchronized (output) {
            if (end()) {
                AbortConnection.of(async.getRequest());
            }
        }
    }

    /** Whether it had not ended before. */
    private boolean end() {
        synchronized (output) {
            boolean first = !ended;
            ended = true;
            return first;
        }
    }
}
