package io.targetnode.app.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Limits the requests of each caller. Each has a bucket of tokens, one for a request, which is full after {@link #BURST} without
 * requests. The bucket is the time at which it will be full: a request moves this time by the interval of two requests, and is
 * refused if it would then be further ahead than a full bucket takes to fill (the generic cell rate algorithm).
 */
final class RequestRate {

    /** As many requests as the limit allows in this time may come at once. */
    static final Duration BURST = Duration.ofSeconds(10);

    private static final int MAX_CALLERS = 10_000;

    private final long intervalNanos;
    private final LongSupplier clock;
    private final Cache<String, AtomicLong> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_CALLERS)
            .expireAfterAccess(BURST.multipliedBy(2))
            .build();

    /** @param perSecond requests of a caller in a second; 0 for no limit */
    RequestRate(int perSecond) {
        this(perSecond, System::nanoTime);
    }

    RequestRate(int perSecond, LongSupplier clock) {
        this.intervalNanos = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.clock = clock;
    }

    /** Counts a request; false, and does not count it, if the caller has exceeded the limit. */
    boolean accept(Caller caller) {
        if (intervalNanos == 0) {
            return true;
        }
        long now = clock.getAsLong();
        AtomicLong bucket = buckets.get(caller.id(), unused -> new AtomicLong(now));
        while (true) {
            long full = bucket.get();
            long next = (full - now > 0 ? full : now) + intervalNanos;
            if (next - now > BURST.toNanos()) {
                return false;
            }
            if (bucket.compareAndSet(full, next)) {
                return true;
            }
        }
    }
}
