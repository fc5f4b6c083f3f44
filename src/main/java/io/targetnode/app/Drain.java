package io.targetnode.app;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The time between saying "not ready" and not listening any more: a load balancer needs it to send elsewhere. It stops first
 * of all, when readiness is refused already and the web server still answers.
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
        LOG.info("Not ready any more; answering for {} s yet", time.toSeconds());
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
