package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Clients that subscribe to events and, once accepted, read nothing more. */
final class SilentClients implements AutoCloseable {

    private static final byte[] REQUEST =
            "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final String ACCEPTED = "HTTP/1.1 200";
    private static final int BUFFER_BYTES = 2 << 10;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Api api;
    private final List<Socket> sockets = new ArrayList<>();

    private SilentClients(Api api) {
        this.api = api;
    }

    /** Connects the clients. A refused client tries again, because the service needs some time to detect that others have left. */
    static SilentClients connect(Api api, int count) {
        SilentClients clients = new SilentClients(api);
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            clients.connect(count - clients.sockets.size());
            assertThat(clients.sockets).hasSize(count);
        });
        return clients;
    }

    int count() {
        return sockets.size();
    }

    /** Reads everything that was sent to the first client, until the connection ends. */
    String readAllOfTheFirst() {
        try {
            return new String(sockets.get(0).getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sockets.forEach(SilentClients::close);
    }

    private void connect(int count) {
        List<Socket> opened = Stream.generate(this::subscribe).limit(count).toList();
        for (Socket socket : opened) {
            if (isAccepted(socket)) {
                sockets.add(socket);
            } else {
                close(socket);
            }
        }
    }

    private Socket subscribe() {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(BUFFER_BYTES);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress("localhost", api.port()));
            socket.getOutputStream().write(REQUEST);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAccepted(Socket socket) {
        try {
            byte[] answer = socket.getInputStream().readNBytes(ACCEPTED.length());
            return ACCEPTED.equals(new String(answer, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Delays what a client sends. To wait for a condition, use Awaitility. */
    static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
