package io.targetnode.app;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Delays the shutdown. Readiness fails first, while the web server still answers, so that a load balancer can redirect its
 * clients.
 */
@Component
class Drain implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final Duration time;
    private volatile boolean running;

    Drain(TargetnodeProperties properties) {
        this.time = properties.drain();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (time.isZero()) {
            return;
        }
        LOG.info("Shutting down: readiness fails; requests are answered for another {} s", time.toSeconds());
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
