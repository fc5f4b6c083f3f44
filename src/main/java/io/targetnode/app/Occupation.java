package io.targetnode.app;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.RequestInfo;

/** A connection that occupies the current thread: it reads a request, is answered, or waits for its client. */
final class Occupation {

    private static final ThreadLocal<Occupation> CURRENT = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private final long began = System.nanoTime();
    private volatile Optional<RequestInfo> request = Optional.empty();
    private volatile long receivedBefore;

    static Occupation begin() {
        Occupation occupation = new Occupation();
        CURRENT.set(occupation);
        return occupation;
    }

    static void end() {
        CURRENT.remove();
    }

    /**
     * Reports the request that the current thread handles, whose body counts as progress. If a client sends several requests at once,
     * the threads of other connections run between them: a virtual thread is not interrupted otherwise.
     */
    @SuppressWarnings("ThreadPriorityCheck") // for the latency of others; nothing relies on it
    static void note(RequestInfo request) {
        Occupation current = CURRENT.get();
        if (current == null) {
            return;
        }
        if (current.request.isPresent()) {
            Thread.yield();
            return;
        }
        current.receivedBefore = received(request);
        current.request = Optional.of(request);
    }

    /** Independent of the host's clock, which may be set at any time. */
    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    /** Whether a complete header has arrived. */
    boolean hasRequest() {
        return request.isPresent();
    }

    /** Whether the thread waits, as it does in a read or a write. */
    boolean waits() {
        return thread.getState() != Thread.State.RUNNABLE;
    }

    long bytesReceived() {
        return request.map(Occupation::received).orElse(0L) - receivedBefore;
    }

    /** The body bytes that Tomcat's request object has counted. Tomcat uses the object for one connection after another. */
    private static long received(RequestInfo request) {
        return request.getBytesReceived() + request.getRequestBytesReceived();
    }
}
