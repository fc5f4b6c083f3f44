package io.targetnode.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestRateTest {

    private static final Caller ONE = new Caller("key:1", Set.of(), Caller.ALL_NAMES);
    private static final Caller OTHER = new Caller("sub:1", Set.of(), Caller.ALL_NAMES);

    /** Near the largest value: the clock overflows in the test. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5));

    private final RequestRate rate = new RequestRate(2, nanos::get);

    private static long accepted(RequestRate rate, Caller caller, int requests) {
        return IntStream.range(0, requests).filter(i -> rate.accept(caller)).count();
    }

    @Test
    void aCallerMaySendTheRequestsOfTenSecondsAtOnce() {
        assertThat(accepted(rate, ONE, 50)).isEqualTo(20);
        assertThat(accepted(rate, OTHER, 50)).isEqualTo(20);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(499));
        assertThat(rate.accept(ONE)).isFalse();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(rate.accept(ONE)).isTrue();
        assertThat(rate.accept(ONE)).isFalse();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
        assertThat(accepted(rate, ONE, 50)).isEqualTo(20);
    }

    @Test
    void threadsTogetherDoNotExceedTheRate() {
        AtomicInteger accepted = new AtomicInteger();
        IntStream.range(0, 10_000).parallel().filter(i -> rate.accept(ONE)).forEach(i -> accepted.incrementAndGet());
        assertThat(accepted).hasValue(20);
    }

    @Test
    void zeroIsNoLimit() {
        assertThat(accepted(new RequestRate(0), ONE, 1000)).isEqualTo(1000);
    }
}
