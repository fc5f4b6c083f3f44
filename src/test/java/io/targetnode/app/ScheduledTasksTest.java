package io.targetnode.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.ServerTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** The tasks that run in the background. */
@ServerTest
class ScheduledTasksTest {

    @Test
    void noTaskWaitsForAnother(@Autowired TaskScheduler scheduler, @Autowired ScheduledTaskHolder tasks)
            throws InterruptedException {
        int count = tasks.getScheduledTasks().size();
        assertThat(count).isGreaterThan(2);
        CountDownLatch running = new CountDownLatch(count);
        List<ScheduledFuture<?>> started = IntStream.range(0, count)
                .<ScheduledFuture<?>>mapToObj(i -> scheduler.scheduleWithFixedDelay(
                        () -> {
                            running.countDown();
                            awaitAll(running);
                        },
                        Duration.ofHours(1)))
                .toList();
        assertThat(running.await(20, TimeUnit.SECONDS))
                .as("%d tasks at the same time", count)
                .isTrue();
        started.forEach(task -> task.cancel(true));
    }

    private static void awaitAll(CountDownLatch running) {
        try {
            assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
