package io.targetnode.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class LazyPartTest {

    private final Queue<String> events = new ConcurrentLinkedQueue<>();

    @Test
    void aPartIsBuiltWhenItIsFirstNeededAndReportedAfterwards() {
        LazyPart<String> part = new LazyPart<>(() -> event("built"), () -> events.add("reported"));
        assertThat(part.ifBuilt()).isEmpty();
        assertThat(part.get()).isEqualTo("built");
        assertThat(part.get()).isEqualTo("built");
        assertThat(part.ifBuilt()).hasValue("built");
        assertThat(events).containsExactly("built", "reported");
    }

    @Test
    void twoThreadsThatNeedAPartGetTheSameOne() throws InterruptedException {
        Thread[] other = new Thread[1];
        LazyPart<String> part = new LazyPart<>(
                () -> {
                    other[0].start();
                    await().until(() -> other[0].getState() == Thread.State.BLOCKED);
                    return event("built");
                },
                () -> {});
        other[0] = new Thread(() -> events.add(part.get()));
        part.get();
        other[0].join();
        assertThat(events).containsExactly("built", "built");
    }

    private String event(String text) {
        events.add(text);
        return text;
    }
}
