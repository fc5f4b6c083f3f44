package io.targetnode.api.lookup;

import jakarta.servlet.AsyncContext;
import java.time.Duration;

/**
 * How long a request may be in progress without a word from the container. Who sends or takes nothing is cut off by the
 * container much earlier; this is for what it forgets, as it would hold its place for good.
 *
 * <p>The container counts from the request's begin, so the limit is set anew, and later, whenever it has told something. The
 * Servlet API has that done before the request's first thread returns; Tomcat takes it at any time, looks once a second at the
 * requests that no thread is in, and ends one in their order: no lock is needed.
 */
final class IdleLimit {

    private final AsyncContext async;
    private final Duration limit;
    private final long begun = System.nanoTime();

    /** @param limit none if it is zero */
    IdleLimit(AsyncContext async, Duration limit) {
        this.async = async;
        this.limit = limit;
    }

    /** To be called by the container's threads, while the request is in progress. */
    void renew() {
        async.setTimeout(
                limit.isZero()
                        ? 0
                        : Duration.ofNanos(System.nanoTime() - begun)
                                .plus(limit)
                                .toMillis());
    }
}
