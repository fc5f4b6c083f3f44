package io.targetnode.app.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the wrong credentials of each client address, and logs one line for each address and minute. Behind a proxy many clients have
 * one address, so an address over the limit is still answered if its credential is an API key, or a token that was accepted before.
 */
final class FailureLimit {

    /** The time over which failures are counted. */
    static final Duration PERIOD = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(FailureLimit.class);

    private static final int MAX_ADDRESSES = 10_000;

    private final int limit;
    private final Cache<String, AtomicInteger> failures = Caffeine.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterWrite(PERIOD)
            .build();

    /** @param limit failures of an address in a minute; 0 for no limit */
    FailureLimit(int limit) {
        this.limit = limit;
    }

    /** Whether the next failure of the address would exceed the limit. */
    boolean isExceeded(String address) {
        AtomicInteger count = failures.getIfPresent(address);
        return limit > 0 && count != null && count.get() >= limit;
    }

    /** Counts a failure; false if the address has exceeded the limit. */
    boolean accept(String address) {
        int count = failures.get(address, unused -> new AtomicInteger()).incrementAndGet();
        if (count == 1) {
            LOG.warn("Access: {} sent a wrong credential; further ones within a minute are not logged", address);
        }
        return limit == 0 || count <= limit;
    }
}
