package io.targetnode.api.lookup;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Counts what took the short way in the timers in which Spring's observation counts what took the long one. */
final class LookupTimers {

    private final Timer answered;
    private final Timer known;

    LookupTimers(MeterRegistry meters) {
        answered = timer(meters, "200", "SUCCESS");
        known = timer(meters, "304", "REDIRECTION");
    }

    private static Timer timer(MeterRegistry meters, String status, String outcome) {
        Tags tags = Tags.of("error", "none", "exception", "none", "method", "GET")
                .and("outcome", outcome, "status", status, "uri", LookupPath.PATTERN);
        return meters.timer("http.server.requests", tags);
    }

    void record(PreparedReply reply, long nanos) {
        (reply.known() ? known : answered).record(nanos, TimeUnit.NANOSECONDS);
    }
}
