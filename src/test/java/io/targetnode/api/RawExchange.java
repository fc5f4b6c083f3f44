package io.targetnode.api;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** HTTP/1.1 over a plain socket: the test decides when each byte is sent and read. */
final class RawExchange implements Closeable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;

    /** A response head: the status and the header fields by lower-case name. */
    record Head(int status, Map<String, String> fields) {

        boolean isChunked() {
            return "chunked".equals(fields.get("transfer-encoding"));
        }
    }

    /** A response head with its body. */
    static final class Answer {

        private final Head head;
        private final byte[] body;

        Answer(Head head, byte[] body) {
            this.head = head;
            this.body = body;
        }

        Head head() {
            return head;
        }

        byte[] body() {
            return body;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    RawExchange(int port) throws IOException {
        this(port, 0);
    }

    /** @param receiveBytes size of the socket's receive buffer; 0 for the system's default */
    RawExchange(int port, int receiveBytes) throws IOException {
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress("localhost", port));
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        out = socket.getOutputStream();
    }

    /** Sends the request head; each field is a header line. */
    RawExchange post(String path, String type, String... fields) throws IOException {
        String head = "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n".formatted(path, type);
        return send((head
                        + String.join("", Stream.of(fields).map(f -> f + "\r\n").toList()) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    RawExchange send(byte[] bytes) throws IOException {
        out.write(bytes);
        return this;
    }

    RawExchange chunk(byte[] bytes) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes("%x\r\n".formatted(bytes.length).getBytes(StandardCharsets.US_ASCII));
        chunk.writeBytes(bytes);
        chunk.writeBytes(new byte[] {'\r', '\n'});
        return send(chunk.toByteArray());
    }

    RawExchange lastChunk() throws IOException {
        return send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Ends the client's side of the connection; the answer can still be read. */
    RawExchange endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    Head head() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> fields = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(": ?", 2);
            fields.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
        return new Head(status, fields);
    }

    /** Reads a complete response. Throws EOFException if the connection ends before. */
    Answer answer() throws IOException {
        Head head = head();
        if (head.isChunked()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (byte[] chunk = readChunk(); chunk.length > 0; chunk = readChunk()) {
                body.writeBytes(chunk);
            }
            return new Answer(head, body.toByteArray());
        }
        return new Answer(head, read(Integer.parseInt(head.fields().getOrDefault("content-length", "0"))));
    }

    /** Reads the next chunk of the body; empty for the last one. */
    byte[] readChunk() throws IOException {
        byte[] chunk = read(Integer.parseInt(line(), 16));
        line();
        return chunk;
    }

    byte[] read(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    InputStream in() {
        return in;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte c = in.readByte(); c != '\n'; c = in.readByte()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }
}
