package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.Api;
import io.targetnode.api.Octets;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch of 10^9 addresses over one connection, to a service with 256 MiB of heap: {@code mvn -Pfigures test
 * -Dtest=LongBatchFiguresTest}. Prints the time and the heap; asserts the checksum of the answers, and that the heap was enough.
 */
@Tag("figures")
class LongBatchFiguresTest {

    private static final long ADDRESSES = Long.getLong("figures.addresses", 1_000_000_000L);
    private static final int BLOCK = 70_000;
    private static final int HEAP_MIB = 256;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    @TempDir
    private Path folder;

    @Test
    void aBillionAddressesNeedNoMoreMemoryThanAMillion() throws Exception {
        try (ServiceProcess service = ServiceProcess.startWithHeap(
                        HEAP_MIB, folder.resolve("log"), "targetnode.data-dir=" + folder.resolve("data"))
                .ready()) {
            service.api().put("long", Api.example("mission.json"));
            long little = send(service, 10_000_000);
            long begun = System.nanoTime();
            long much = send(service, ADDRESSES);
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    "%,d addresses in %.1f s: %,.0f addresses/s; heap after full collections while 10^7 were sent: %d MiB, while all were: %d MiB of %d; server CPU %s%n",
                    ADDRESSES, seconds, ADDRESSES / seconds, little, much, HEAP_MIB, service.cpu());
            assertThat(much).isLessThan(little + 32);
            assertThat(service.output()).doesNotContain("OutOfMemory");
        }
    }

    /** The largest of several samples of the used heap in MiB while addresses are sent. */
    private static long send(ServiceProcess service, long count) throws Exception {
        long blocks = count / BLOCK;
        long rest = count % BLOCK;
        try (Socket socket = new Socket("localhost", service.port())) {
            String head = """
                    POST /api/v1/topologies/long/lookup HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/octet-stream\r
                    Content-Length: %d\r
                    \r
                    """.formatted(8 * count);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<Long> answers = CompletableFuture.supplyAsync(() -> checksum(socket, 4 * count));
            byte[] block = Octets.addresses(BLOCK);
            CRC32C expected = new CRC32C();
            byte[] nodes = Octets.nodes(BLOCK);
            long most = 0;
            for (long i = 0; i < blocks; i++) {
                socket.getOutputStream().write(block);
                expected.update(nodes);
                if (i % Math.max(1, blocks / 4) == blocks / 8) {
                    most = Math.max(most, heapMebibytes(service));
                }
            }
            socket.getOutputStream().write(block, 0, (int) (8 * rest));
            expected.update(nodes, 0, (int) (4 * rest));
            assertThat(answers.get()).isEqualTo(expected.getValue());
            return most;
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
            ends = c == "\r\n\r\n".charAt(ends) ? ends + 1 : 0;
        }
    }

    private static long heapMebibytes(ServiceProcess service) throws IOException {
        jcmd(service, "GC.run");
        Matcher used = USED.matcher(jcmd(service, "GC.heap_info"));
        long kibibytes = 0;
        // Sums the generations; the last line is the class space.
        for (int generation = 0; generation < 2 && used.find(); generation++) {
            kibibytes += Long.parseLong(used.group(1));
        }
        return kibibytes >> 10;
    }

    private static String jcmd(ServiceProcess service, String command) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, String.valueOf(service.pid()), command).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
