package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.targetnode.api.EventClient.Event;
import io.targetnode.api.events.EventStreams;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that subscribe to events and read nothing. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class SlowEventReadersTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int SLOW = 200;
    private static final int EVENTS = 20_000;
    private static final long HEAP_BYTES = 64L << 20;

    private final RunningService service;
    private final Api api;

    SlowEventReadersTest(@TempDir Path folder) {
        service = RunningService.start(
                "targetnode.data-dir=" + folder,
                "targetnode.event-readers=" + (SLOW + 2),
                "server.tomcat.connection-timeout=3s");
        api = service.api();
        api.put("slow", Api.example("mission.json"));
    }

    @AfterAll
    void end() {
        service.close();
    }

    @Test
    void aClientAboveTheLimitIsRefusedUntilAnotherHasDisconnected() {
        try (SilentClients silent = SilentClients.connect(api, SLOW + 1)) {
            assertThat(silent.count()).isEqualTo(SLOW + 1);
            try (EventClient last = EventClient.now(api)) {
                HttpResponse<String> refused = api.get("/api/v1/events");
                assertThat(last.lastId()).isNotEmpty();
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(Api.json(refused).get("type").asString()).isEqualTo("/problems/busy");
            }
            await().atMost(TIMEOUT)
                    .until(() -> api.get("/api/v1/events?follow=false").statusCode() == 200);
        }
    }

    /** If the service stored events for slow clients, the heap would hold each event 200 times. */
    @Test
    void clientsThatReadNothingUseNoHeapAndDoNotDelayOthers() {
        try (SilentClients silent = SilentClients.connect(api, SLOW);
                EventClient fast = EventClient.now(api)) {
            assertThat(silent.count()).isEqualTo(SLOW);
            long before = usedHeap();
            long first = service.writeEvents(EVENTS);
            assertThat(api.get(Api.TOPOLOGIES + "/slow/lookup?address=0x20000000")
                            .statusCode())
                    .isEqualTo(200);
            List<Event> events = fast.until(event -> event.number() == first + EVENTS - 1);
            assertThat(usedHeap() - before).isLessThan(HEAP_BYTES);
            assertThat(events)
                    .extracting(Event::number)
                    .isEqualTo(LongStream.range(first, first + EVENTS).boxed().toList());
        }
    }

    @Test
    void aClientThatReadsNothingIsDisconnectedAndCanResume() {
        try (SilentClients silent = SilentClients.connect(api, SLOW + 2)) {
            long first = service.writeEvents(EVENTS);
            EventStreams streams = service.bean(EventStreams.class);
            await().atMost(TIMEOUT).until(() -> streams.count() == 0);
            String received = silent.readAllOfTheFirst();
            String complete = received.substring(0, received.lastIndexOf("\n\n"));
            String lastId = complete.substring(complete.lastIndexOf("id: ") + 4).split("\n", 2)[0];
            assertThat(Long.parseLong(lastId)).isBetween(first, first + EVENTS / 2);
            try (EventClient client = EventClient.after(api, lastId)) {
                assertThat(client.next().number()).isEqualTo(Long.parseLong(lastId) + 1);
            }
        }
    }

    private static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
