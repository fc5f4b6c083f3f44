package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A service that accepts at most 40 connections. */
@TestInstance(Lifecycle.PER_CLASS)
class ManyConnectionsTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String LIVENESS = "HEAD /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final RunningService service;

    ManyConnectionsTest(@TempDir Path folder) {
        service = RunningService.start("targetnode.data-dir=" + folder, "server.tomcat.max-connections=40");
    }

    @AfterAll
    void end() {
        service.close();
    }

    @Test
    void aClientWithTooManyConnectionsClosesItsOwnAndNotThoseOfOthers() throws IOException {
        List<Socket> many = new ArrayList<>();
        try (Socket other = connect("127.0.0.2")) {
            assertThat(status(other)).isEqualTo(200);
            for (int i = 0; i < 100; i++) {
                many.add(connect("127.0.0.1"));
            }
            await().atMost(TIMEOUT).until(() -> isAnswered("127.0.0.1"));
            await().atMost(TIMEOUT).until(() -> isAnswered("127.0.0.3"));
            assertThat(status(other)).as("the first connection is still open").isEqualTo(200);
        } finally {
            for (Socket socket : many) {
                socket.close();
            }
        }
    }

    private boolean isAnswered(String from) {
        try (Socket socket = connect(from)) {
            return status(socket) == 200;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(60_000);
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), service.api().port()),
                60_000);
        return socket;
    }

    private static int status(Socket socket) throws IOException {
        socket.getOutputStream().write(LIVENESS.getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[8192];
        int length = socket.getInputStream().read(answer);
        String text = new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII);
        return text.startsWith("HTTP/1.1 200") && text.endsWith("\r\n\r\n") ? 200 : 0;
    }
}
