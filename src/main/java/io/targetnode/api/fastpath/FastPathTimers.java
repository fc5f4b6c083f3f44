package io.targetnode.api.fastpath;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeUnit;

/** Records the requests of the fast path in the timers in which Spring's observation records those of the regular path. */
final class FastPathTimers {

    private final MeterRegistry meters;
    private final Timer found;
    private final Timer notModified;

    FastPathTimers(MeterRegistry meters) {
        this.meters = meters;
        this.found = timer("GET", HttpServletResponse.SC_OK);
        this.notModified = timer("GET", HttpServletResponse.SC_NOT_MODIFIED);
    }

    /** Records a single look-up. {@code isModified} is false if the status is 304. */
    void record(boolean isModified, long startNanos) {
        record(isModified ? found : notModified, startNanos);
    }

    /** Records a batch when its stream ends. */
    void recordAtEnd(AsyncContext stream, HttpServletResponse response, long startNanos) {
        stream.addListener(new AsyncListener() {
            @Override
            public void onComplete(AsyncEvent event) {
                record(timer("POST", response.getStatus()), startNanos);
            }

            @Override
            public void onTimeout(AsyncEvent event) {
                // The stream completes the request.
            }

            @Override
            public void onError(AsyncEvent event) {
                // The stream completes the request.
            }

            @Override
            public void onStartAsync(AsyncEvent event) {
                // The stream starts asynchronous processing once, before this listener is added.
            }
        });
    }

    private static void record(Timer timer, long startNanos) {
        timer.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String method, int status) {
        Tags tags = Tags.of("error", "none", "exception", "none", "method", method)
                .and("outcome", Outcome.forStatus(status).name(), "status", String.valueOf(status))
                .and("uri", FastPathFilter.PATTERN);
        return meters.timer("http.server.requests", tags);
    }
}
