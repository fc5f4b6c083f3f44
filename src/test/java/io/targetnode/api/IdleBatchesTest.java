package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.targetnode.api.lookup.BatchStreams;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches of idle clients whose connections the container does not close. */
@Timeout(60)
class IdleBatchesTest {

    private static final String OCTETS = "application/octet-stream";
    private static final String BATCH = "/api/v1/topologies/idle/lookup";

    @Test
    void anIdleStreamEndsAtItsOwnTimeout(@TempDir Path folder) throws Exception {
        try (RunningService service =
                RunningService.start("targetnode.data-dir=" + folder, "server.tomcat.connection-timeout=1s")) {
            keepIdleConnections(service);
            Api api = service.api();
            api.put("idle", Api.example("mission.json"));
            BatchStreams streams = service.bean(BatchStreams.class);
            try (RawExchange idle = new RawExchange(api.port());
                    RawExchange busy = new RawExchange(api.port())) {
                idle.post(BATCH, Api.TEXT, "Transfer-Encoding: chunked").chunk(new byte[] {'0', '\n'});
                busy.post(BATCH, OCTETS, "Content-Length: 64");
                for (int i = 0; i < 8; i++) {
                    SilentClients.pause(700);
                    busy.send(Octets.addresses(1));
                }
                assertThat(busy.answer().body()).hasSize(32);
                assertThat(idle.head().status()).isEqualTo(200);
                assertThat(idle.readChunk()).containsExactly('0', '\n');
                assertThat(endsWithoutTheLastChunk(idle)).isTrue();
                await().atMost(Duration.ofMinutes(2)).until(() -> streams.count() == 0);
            }
        }
    }

    /** A client that sends a byte, and one that reads a few bytes, at intervals that are shorter than every timeout. */
    @Test
    void aStreamBelowTheMinimumRateEnds(@TempDir Path folder) throws Exception {
        try (RunningService service = RunningService.start(
                "targetnode.data-dir=" + folder, "targetnode.batch.rate=100KB", "targetnode.batch.window=2s")) {
            Api api = service.api();
            api.put("idle", Api.example("mission.json"));
            BatchStreams streams = service.bean(BatchStreams.class);
            byte[] many = Octets.addresses(40_000);
            try (RawExchange dripping = new RawExchange(api.port());
                    RawExchange unread = new RawExchange(api.port(), 4 << 10);
                    RawExchange busy = new RawExchange(api.port())) {
                dripping.post(BATCH, OCTETS, "Content-Length: 8000");
                unread.post(BATCH, OCTETS, "Content-Length: " + 100L * many.length);
                unread.send(many).send(many).send(many).send(many);
                busy.post(BATCH, OCTETS, "Content-Length: " + 12 * many.length);
                for (int i = 0; i < 12; i++) {
                    SilentClients.pause(500);
                    busy.send(many);
                    sendIfOpen(dripping, new byte[1]);
                }
                assertThat(busy.answer().body()).hasSize(12 * 160_000);
                await().atMost(Duration.ofMinutes(2)).until(() -> streams.count() <= 1);
                assertThatThrownBy(dripping::head).isInstanceOf(IOException.class);
            }
        }
    }

    private static void sendIfOpen(RawExchange exchange, byte[] bytes) {
        try {
            exchange.send(bytes);
        } catch (IOException e) {
            // The service has closed the connection.
        }
    }

    /** Gives the connector a longer timeout than the property says, so that it does not close idle connections itself. */
    private static void keepIdleConnections(RunningService service) {
        ((AbstractProtocol<?>) service.tomcat().getConnector().getProtocolHandler()).setConnectionTimeout(60_000);
    }

    private static boolean endsWithoutTheLastChunk(RawExchange exchange) throws IOException {
        try {
            exchange.readChunk();
            return false;
        } catch (EOFException | SocketException e) {
            return true;
        }
    }
}
