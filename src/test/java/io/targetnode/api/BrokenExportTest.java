package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.when;

import io.targetnode.topology.ArchiveWalk;
import io.targetnode.topology.ArchivedRevision;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyArchive;
import io.targetnode.topology.TopologyName;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** The database fails during an export. */
@ServerTest
class BrokenExportTest {

    private static final String EXPORT = "/api/v1/export";

    private final Api api;

    @MockitoBean
    private TopologyArchive archive;

    BrokenExportTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    /** Returns pages of 10,000 characters, and then fails. */
    private record FailingWalk(AtomicInteger pagesLeft) implements ArchiveWalk {

        @Override
        public Instant startedAt() {
            return Instant.EPOCH;
        }

        @Override
        public OptionalLong measure() {
            return OptionalLong.of(10_000);
        }

        @Override
        public Page read() {
            if (pagesLeft.getAndDecrement() == 0) {
                throw new StoreUnavailableException("The store does not answer.");
            }
            ArchivedRevision revision =
                    new ArchivedRevision(new TopologyName("a"), 1, Instant.EPOCH, "", "x".repeat(10_000));
            return new Page(Optional.empty(), List.of(revision), List.of());
        }
    }

    @Test
    void aFailureBeforeAnythingWasSentIsAProblem() {
        when(archive.walk()).thenThrow(new StoreUnavailableException("The store does not answer."));
        assertUnavailable(api.get(EXPORT));
    }

    @Test
    void aFailureAtTheFirstPageIsAlsoAProblem() {
        when(archive.walk()).thenReturn(new FailingWalk(new AtomicInteger(0)));
        assertUnavailable(api.get(EXPORT));
    }

    /** The connection closes before the body ends, so that every client detects the failure. */
    @Test
    void aFailureInTheMiddleClosesTheConnectionWithinTheBody() throws IOException {
        when(archive.walk()).thenAnswer(call -> new FailingWalk(new AtomicInteger(5)));
        String answer = raw("GET " + EXPORT + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"name\":\"a\"");
        assertThat(answer.contains("\"end\"") || answer.contains("problem") || answer.endsWith("0\r\n\r\n"))
                .as("the body looks complete")
                .isFalse();
        assertThatThrownBy(() -> api.get(EXPORT)).hasRootCauseInstanceOf(IOException.class);
    }

    private static void assertUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(Api.json(response).get("type").asString()).isEqualTo("/problems/store-unavailable");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
