package io.targetnode.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Clients that ask for events, see that they are let in, and read nothing any more. */
final class SilentClients implements AutoCloseable {

    private static final byte[] REQUEST =
            "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final String LET_IN = "HTTP/1.1 200";
    private static final int BUFFER_BYTES = 2 << 10;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Api api;
    private final List<Socket> sockets = new ArrayList<>();

    private SilentClients(Api api) {
        this.api = api;
    }

    /** Whoever is refused tries again: clients that have gone are not noticed at once. */
    static SilentClients connect(Api api, int count) {
        SilentClients clients = new SilentClients(api);
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (clients.sockets.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only %d of %d were let in".formatted(clients.sockets.size(), count));
            }
            clients.connect(count - clients.sockets.size());
            pause();
        }
        return clients;
    }

    int count() {
        return sockets.size();
    }

    /** What the first one finds if it reads after all, until the connection ends. */
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
        List<Socket> asked = Stream.generate(this::ask).limit(count).toList();
        for (Socket socket : asked) {
            if (isLetIn(socket)) {
                sockets.add(socket);
            } else {
                close(socket);
            }
        }
    }

    private Socket ask() {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(BUFFER_BYTES);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress("localhost", api.port()));
            socket.getOutputStream().write(REQUEST);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLetIn(Socket socket) {
        try {
            byte[] answer = socket.getInputStream().readNBytes(LET_IN.length());
            return LET_IN.equals(new String(answer, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void pause() {
        pause(100);
    }

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
