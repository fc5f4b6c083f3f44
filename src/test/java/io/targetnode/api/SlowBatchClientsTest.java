package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.targetnode.api.lookup.BatchStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send addresses and read no answers. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class SlowBatchClientsTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int SLOW = 250;
    private static final String OCTETS = "application/octet-stream";
    private static final String BATCH = "/api/v1/topologies/slow/lookup";

    private final RunningService service;
    private final Api api;
    private final BatchStreams streams;
    private final List<RawExchange> slow = new ArrayList<>();

    SlowBatchClientsTest(@TempDir Path folder) {
        service = RunningService.start("targetnode.data-dir=" + folder, "server.tomcat.connection-timeout=4s");
        api = service.api();
        streams = service.bean(BatchStreams.class);
        api.put("slow", Api.example("mission.json"));
    }

    /** Returns at once if no stream is left. */
    @AfterAll
    @Timeout(20)
    void end() {
        service.close();
    }

    /** The answers exceed the socket buffers of both sides, and the clients outnumber the threads of the container. */
    @Test
    void slowClientsDoNotDelayOthersAndAreDisconnected() throws IOException {
        byte[] addresses = Octets.addresses(100_000);
        for (int i = 0; i < SLOW; i++) {
            RawExchange exchange = new RawExchange(api.port(), 4 << 10);
            slow.add(exchange);
            exchange.post(BATCH, i % 2 == 0 ? OCTETS : Api.TEXT, "Content-Length: 8000000000")
                    .send(addresses);
        }
        await().atMost(TIMEOUT).until(() -> streams.count() > SLOW / 2);
        assertThat(api.get(BATCH + "?address=0x20000000", "Accept", Api.TEXT).body())
                .isEqualTo("2\n");
        try (RawExchange exchange = new RawExchange(api.port())) {
            exchange.post(BATCH, OCTETS, "Content-Length: " + addresses.length).send(addresses);
            assertThat(exchange.answer().body()).isEqualTo(Octets.nodes(100_000));
        }
        await().atMost(TIMEOUT).until(() -> streams.count() == 0);
        for (RawExchange exchange : slow) {
            assertThat(received(exchange)).isLessThan(400_000);
            exchange.close();
        }
    }

    private static int received(RawExchange exchange) {
        try {
            return exchange.in().readAllBytes().length;
        } catch (IOException e) {
            return 0;
        }
    }
}
