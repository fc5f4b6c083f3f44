package io.targetnode.api.lookup;

import java.time.Duration;

/**
 * The minimum rate of a batch stream: bytes that are received and sent, on average over a window.
 *
 * @param bytesPerSecond 0 for no minimum
 * @param window above zero
 */
public record MinimumRate(long bytesPerSecond, Duration window) {

    public static final MinimumRate NONE = new MinimumRate(0, Duration.ofDays(1));

    /** The progress of one stream. Not safe for concurrent use. */
    static final class Check {

        private final MinimumRate rate;
        private long startNanos = System.nanoTime();
        private long bytes;

        Check(MinimumRate rate) {
            this.rate = rate;
        }

        void count(int moved) {
            bytes += moved;
        }

        /** Whether the window that has just ended had too few bytes; false within a window. */
        boolean isTooSlow() {
            long now = System.nanoTime();
            Duration elapsed = Duration.ofNanos(now - startNanos);
            if (elapsed.compareTo(rate.window) < 0) {
                return false;
            }
            boolean tooSlow = bytes < elapsed.toSeconds() * rate.bytesPerSecond;
            startNanos = now;
            bytes = 0;
            return tooSlow;
        }
    }
}
