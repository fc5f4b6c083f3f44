package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.Octets;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/** A batch of octets whose answers are read while it is sent, and compared by their checksum. */
final class LongBatch {

    static final int BLOCK = 70_000;

    private LongBatch() {}

    /**
     * Sends addresses to a topology that is the example of the mission.
     *
     * @param beforeBlock receives the number of each block of {@link #BLOCK} addresses before it is sent
     */
    static void send(int port, String topology, long count, LongConsumer beforeBlock) throws Exception {
        long blocks = count / BLOCK;
        int rest = (int) (count % BLOCK);
        try (Socket socket = new Socket("localhost", port)) {
            String head = """
                    POST /api/v1/topologies/%s/lookup HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/octet-stream\r
                    Content-Length: %d\r
                    \r
                    """.formatted(topology, 8 * count);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<Long> answers = CompletableFuture.supplyAsync(() -> checksum(socket, 4 * count));
            byte[] block = Octets.addresses(BLOCK);
            CRC32C expected = new CRC32C();
            byte[] nodes = Octets.nodes(BLOCK);
            for (long i = 0; i < blocks; i++) {
                beforeBlock.accept(i);
                socket.getOutputStream().write(block);
                expected.update(nodes);
            }
            socket.getOutputStream().write(block, 0, 8 * rest);
            expected.update(nodes, 0, 4 * rest);
            assertThat(answers.get()).isEqualTo(expected.getValue());
        }
    }

    private static long checksum(Socket socket, long length) {
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            skipHead(in);
            CRC32C crc = new CRC32C();
            byte[] buffer = new byte[1 << 16];
            for (long rest = length; rest > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
                if (read < 0) {
                    throw new IllegalStateException("%d bytes are missing".formatted(rest));
                }
                crc.update(buffer, 0, read);
                rest -= read;
            }
            return crc.getValue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void skipHead(InputStream in) throws IOException {
        int ends = 0;
        while (ends < 4) {
            int c = in.read();
            if (c < 0) {
                throw new IllegalStateException("the response has no complete head");
            }
            ends = c == "\r\n\r\n".charAt(ends) ? ends + 1 : 0;
        }
    }
}
