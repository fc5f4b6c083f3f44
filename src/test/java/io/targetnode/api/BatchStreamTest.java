package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.targetnode.api.RawExchange.Answer;
import io.targetnode.api.RawExchange.Head;
import io.targetnode.api.lookup.BatchStreams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Batches that are answered as they arrive, over sockets. */
@ServerTest
@Timeout(60)
class BatchStreamTest {

    private static final String BATCH = "/api/v1/topologies/streams/lookup";
    private static final String OCTETS = "application/octet-stream";
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String PAGES = BATCH + "?unit=pfn";

    private final Api api;
    private final BatchStreams streams;
    private final StandardContext tomcat;

    BatchStreamTest(
            @LocalServerPort int port,
            @Autowired BatchStreams streams,
            @Autowired ServletWebServerApplicationContext context) {
        this.api = new Api(port);
        this.streams = streams;
        this.tomcat = (StandardContext) Arrays.stream(((TomcatWebServer) Objects.requireNonNull(context.getWebServer()))
                        .getTomcat()
                        .getHost()
                        .findChildren())
                .filter(Context.class::isInstance)
                .findFirst()
                .orElseThrow();
        api.put("streams", Api.example("mission.json"));
    }

    /** The container must know the end of each stream: it waits for open ones when it stops. */
    @AfterEach
    void noStreamIsOpen() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> streams.count() == 0 && tomcat.getInProgressAsyncCount() == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 200_000})
    void theAnswerHasHalfAsManyOctetsAndTheConnectionStaysOpen(int count) throws IOException {
        try (RawExchange exchange = new RawExchange(api.port())) {
            for (int round = 0; round < 3; round++) {
                exchange.post(BATCH, OCTETS, "Content-Length: " + 8 * count);
                exchange.send(Octets.addresses(count));
                Answer answer = exchange.answer();
                assertThat(answer.head().status()).isEqualTo(200);
                assertThat(answer.head().fields())
                        .containsEntry("content-length", String.valueOf(4 * count))
                        .containsEntry("content-type", OCTETS)
                        .containsEntry("targetnode-revision", "1")
                        .containsEntry("targetnode-rule", "prefer-reserved");
                assertThat(answer.body()).isEqualTo(Octets.nodes(count));
            }
        }
    }

    @Test
    void aChunkMayEndAnywhere() throws IOException {
        byte[] body = Octets.addresses(1000);
        try (RawExchange exchange = new RawExchange(api.port())) {
            for (int step : new int[] {1, 7, 1003, body.length}) {
                exchange.post(BATCH, OCTETS, CHUNKED);
                for (int at = 0; at < body.length; at += step) {
                    exchange.chunk(Arrays.copyOfRange(body, at, Math.min(body.length, at + step)));
                }
                exchange.lastChunk();
                assertThat(exchange.answer().body()).isEqualTo(Octets.nodes(1000));
            }
        }
    }

    /** A piece may consist of framing alone, for which the container reports that input is ready. */
    @ParameterizedTest
    @ValueSource(strings = {OCTETS, Api.TEXT})
    void aClientMayPauseAnywhereInAChunkedBody(String type) throws IOException {
        boolean octets = type.equals(OCTETS);
        byte[] body = octets ? Octets.addresses(2) : line("0x20000000\n0");
        byte[] sent = inTwoChunks(body, octets ? 8 : 4);
        byte[] answers = octets ? Octets.nodes(2) : line("2\n0");
        try (RawExchange exchange = new RawExchange(api.port())) {
            for (int at = 1; at < sent.length; at++) {
                exchange.post(BATCH, type, CHUNKED);
                SilentClients.pause(20);
                exchange.send(Arrays.copyOf(sent, at));
                SilentClients.pause(20);
                exchange.send(Arrays.copyOfRange(sent, at, sent.length));
                assertThat(exchange.answer().body()).as("cut at %d", at).isEqualTo(answers);
            }
        }
    }

    @Test
    void theStreamOfAClientThatDisconnectsWithinTheFramingEnds() throws IOException {
        for (String framing : List.of("8", "8\r", "8\r\n", "0\r\n", "0\r\n\r")) {
            try (RawExchange exchange = new RawExchange(api.port())) {
                exchange.post(BATCH, OCTETS, CHUNKED);
                SilentClients.pause(20);
                exchange.send(framing.getBytes(StandardCharsets.US_ASCII));
                await().atMost(Duration.ofMinutes(2)).until(() -> streams.count() == 1);
                SilentClients.pause(20);
            }
            await().atMost(Duration.ofMinutes(2)).until(() -> streams.count() == 0);
        }
    }

    @Test
    void aClientThatExpects100ContinueReceivesIt() throws IOException {
        try (RawExchange exchange = new RawExchange(api.port())) {
            exchange.post(BATCH, OCTETS, "Content-Length: 800", "Expect: 100-continue");
            assertThat(exchange.head().status()).isEqualTo(100);
            exchange.send(Octets.addresses(100));
            assertThat(exchange.answer().body()).isEqualTo(Octets.nodes(100));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OCTETS, Api.TEXT, Api.JSON})
    void compressedBodiesAreDecompressed(String type) throws IOException {
        byte[] plain = switch (type) {
            case OCTETS -> Octets.addresses(30_000);
            case Api.TEXT -> "0x20000000\n0\n".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
            default -> Api.example("batch.json").getBytes(StandardCharsets.US_ASCII);
        };
        byte[] compressed = gzip(plain);
        byte[] twoMembers = Arrays.copyOf(compressed, 2 * compressed.length);
        System.arraycopy(compressed, 0, twoMembers, compressed.length, compressed.length);
        try (RawExchange exchange = new RawExchange(api.port())) {
            Answer expected = send(exchange, type, plain);
            Answer answer = send(exchange, type, compressed, "Content-Encoding: gzip");
            assertThat(answer.head().status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(expected.body());
            if (!type.equals(Api.JSON)) {
                byte[] twice = send(exchange, type, twoMembers, "Content-Encoding: gzip")
                        .body();
                assertThat(twice).hasSize(2 * expected.body().length);
            }
            // The body is short, so that no answer is sent before its end. The answer to a longer body would be cut
            // off.
            byte[] damaged = gzip(type.equals(Api.JSON) ? plain : Arrays.copyOf(plain, 8_000));
            damaged[damaged.length - 5] ^= 1;
            assertThat(send(exchange, type, damaged, "Content-Encoding: gzip").text())
                    .contains("/problems/malformed-body", "its CRC does not match its data");
        }
    }

    /** 64 KB that decompress to 64 MiB: without the limit, the answers to the text would have 512 MiB. */
    @ParameterizedTest
    @ValueSource(strings = {OCTETS, Api.TEXT})
    void aHighlyCompressedBodyIsRefused(String type) throws IOException {
        byte[] zeros = new byte[64 << 20];
        byte[] lines = "\n".repeat(64 << 20).getBytes(StandardCharsets.US_ASCII);
        byte[] body = gzip(type.equals(OCTETS) ? zeros : lines);
        try (RawExchange exchange = new RawExchange(api.port())) {
            Answer refused = send(exchange, type, body, "Content-Encoding: gzip");
            assertThat(refused.head().status()).isEqualTo(413);
            assertThat(refused.text()).contains("/problems/too-large", "send it without Content-Encoding");
        }
    }

    @Test
    void aCompressedBodyOfAddressesInOrderMayBeLong() throws IOException {
        byte[] addresses =
                Octets.of(LongStream.range(0, 500_000).map(page -> page << 12).toArray());
        try (RawExchange exchange = new RawExchange(api.port())) {
            Answer plain = send(exchange, OCTETS, addresses);
            Answer answer = send(exchange, OCTETS, gzip(addresses), "Content-Encoding: gzip");
            assertThat(answer.body()).isEqualTo(plain.body()).hasSize(2_000_000);
        }
    }

    @Test
    void aBatchWithinARequestIsAnsweredBeforeTheNextOneIsSent() throws IOException {
        byte[] addresses = Octets.addresses(4096);
        byte[] nodes = Octets.nodes(4096);
        try (RawExchange exchange = new RawExchange(api.port())) {
            int rounds = 50;
            exchange.post(BATCH, OCTETS, "Content-Length: " + rounds * addresses.length);
            exchange.send(addresses);
            Head head = exchange.head();
            assertThat(head.status()).isEqualTo(200);
            assertThat(exchange.read(nodes.length)).isEqualTo(nodes);
            for (int round = 1; round < rounds; round++) {
                assertThat(exchange.send(addresses).read(nodes.length)).isEqualTo(nodes);
            }
            exchange.post(BATCH, Api.TEXT, CHUNKED).chunk(line("0x20000000"));
            assertThat(exchange.head().isChunked()).isTrue();
            assertThat(exchange.readChunk()).isEqualTo(line("2"));
            assertThat(exchange.chunk(line("x")).readChunk()).isEqualTo(line("invalid"));
            assertThat(exchange.lastChunk().readChunk()).isEmpty();
            assertThat(send(exchange, OCTETS, addresses).body()).isEqualTo(nodes);
        }
    }

    @Test
    void aClientThatReadsOnlyAfterSendingAllIsAnswered() throws IOException {
        int count = 1_500_000;
        try (RawExchange exchange = new RawExchange(api.port())) {
            assertThat(send(exchange, OCTETS, Octets.addresses(count)).body()).isEqualTo(Octets.nodes(count));
        }
    }

    @Test
    void theConnectionStaysOpenAfterARefusalWhoseBodyCanBeSkipped() throws IOException {
        byte[] addresses = Octets.addresses(50_000);
        try (RawExchange exchange = new RawExchange(api.port())) {
            exchange.post("/api/v1/topologies/none/lookup", OCTETS, "Content-Length: " + addresses.length);
            assertThat(exchange.send(addresses).answer().head().status()).isEqualTo(404);
            assertThat(send(exchange, OCTETS, addresses, "Content-Encoding: br")
                            .head()
                            .status())
                    .isEqualTo(415);
            assertThat(send(exchange, "image/png", addresses).head().status()).isEqualTo(415);
            assertThat(send(exchange, OCTETS, addresses).body()).isEqualTo(Octets.nodes(50_000));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 9, 100_003})
    void aLengthThatIsNotAMultipleOf8IsRefusedImmediately(int length) throws IOException {
        try (RawExchange exchange = new RawExchange(api.port())) {
            exchange.post(BATCH, OCTETS, "Content-Length: " + length);
            Answer refused = exchange.answer();
            assertMalformed(refused, "%d bytes".formatted(length));
            assertThat(refused.head().fields()).containsEntry("connection", "close");
        }
    }

    @Test
    void aShortChunkedBodyOfWrongLengthIsRefused() throws IOException {
        try (RawExchange exchange = new RawExchange(api.port())) {
            exchange.post(BATCH, OCTETS, CHUNKED);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes("c\r\n".getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(new byte[12]);
            body.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            exchange.send(body.toByteArray());
            assertMalformed(exchange.answer(), "12 bytes");
            assertThat(send(exchange, OCTETS, Octets.addresses(9)).body()).isEqualTo(Octets.nodes(9));
        }
    }

    @Test
    void anAnswerToABodyThatTurnsOutMalformedIsAborted() throws IOException {
        try (RawExchange exchange = new RawExchange(api.port())) {
            exchange.post(BATCH, OCTETS, CHUNKED).chunk(Octets.addresses(10));
            assertThat(exchange.head().status()).isEqualTo(200);
            assertThat(exchange.readChunk()).isEqualTo(Octets.nodes(10));
            exchange.chunk(new byte[3]).lastChunk();
            assertAborted(exchange);
        }
        try (RawExchange exchange = new RawExchange(api.port())) {
            exchange.post(PAGES, OCTETS, "Content-Length: 160").send(new byte[80]);
            assertThat(exchange.head().fields()).containsEntry("content-length", "80");
            assertThat(exchange.read(40)).containsOnly(0);
            exchange.send(Octets.of(1L << 52)).send(new byte[72]);
            assertAborted(exchange);
        }
    }

    @Test
    void aPageFrameAbove64BitsIsRefusedBeforeAnythingIsSent() throws IOException {
        try (RawExchange exchange = new RawExchange(api.port())) {
            exchange.post(PAGES, OCTETS, "Content-Length: 24").send(Octets.of(0x20000, 0x60000, 1L << 52));
            assertMalformed(exchange.answer(), "byte offset 16");
        }
    }

    /** More clients than the container has threads send without end and read nothing. */
    @Test
    void clientsThatReadNothingDoNotDelayOthers() throws IOException {
        List<RawExchange> stalled = new ArrayList<>();
        byte[] addresses = Octets.addresses(8_000);
        try {
            for (int i = 0; i < 220; i++) {
                RawExchange exchange = new RawExchange(api.port(), 4 << 10);
                stalled.add(exchange);
                exchange.post(BATCH, OCTETS, "Content-Length: 8000000000").send(addresses);
            }
            await().atMost(Duration.ofMinutes(2)).until(() -> streams.count() == 220);
            assertThat(api.get(Api.TOPOLOGIES + "/streams/lookup?address=0x20000000", "Accept", Api.TEXT)
                            .body())
                    .isEqualTo("2\n");
            try (RawExchange exchange = new RawExchange(api.port())) {
                assertThat(send(exchange, OCTETS, addresses).body()).isEqualTo(Octets.nodes(8_000));
            }
        } finally {
            for (RawExchange exchange : stalled) {
                exchange.close();
            }
        }
    }

    @Test
    void theStreamOfAClientThatDisconnectsEnds() throws IOException {
        for (int i = 0; i < 200; i++) {
            try (RawExchange exchange = new RawExchange(api.port())) {
                exchange.post(BATCH, i % 2 == 0 ? OCTETS : Api.TEXT, i % 3 == 0 ? CHUNKED : "Content-Length: 800000");
                if (i % 3 == 0) {
                    exchange.chunk(Octets.addresses(i * 10));
                } else {
                    exchange.send(Octets.addresses(i * 10));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OCTETS, Api.TEXT})
    void aClientThatEndsItsSideAfterTheBatchIsAnswered(String type) throws IOException {
        byte[] piece = type.equals(OCTETS) ? Octets.addresses(1000) : line("0x20000000");
        byte[] answer = type.equals(OCTETS) ? Octets.nodes(1000) : line("2");
        for (int round = 0; round < 100; round++) {
            try (RawExchange exchange = new RawExchange(api.port())) {
                exchange.post(BATCH, type, CHUNKED).chunk(piece).lastChunk().endOutput();
                assertThat(exchange.answer().body()).as("round %d", round).isEqualTo(answer);
            }
        }
        try (RawExchange exchange = new RawExchange(api.port())) {
            exchange.post(BATCH, type, CHUNKED);
            for (int count = 0; count < 200; count++) {
                exchange.chunk(piece);
            }
            exchange.lastChunk().endOutput();
            SilentClients.pause(200);
            assertThat(exchange.answer().body()).hasSize(200 * answer.length);
        }
    }

    private static Answer send(RawExchange exchange, String type, byte[] body, String... fields) throws IOException {
        String[] all = Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = "Content-Length: " + body.length;
        exchange.post(BATCH, type, all).send(body);
        return exchange.answer();
    }

    private static void assertMalformed(Answer refused, String detail) {
        assertThat(refused.head().status()).isEqualTo(400);
        assertThat(refused.head().fields()).containsEntry("content-type", "application/problem+json");
        assertThat(refused.text()).contains("\"/problems/malformed-body\"", detail);
    }

    /** Asserts that the connection ends before the answer is complete. */
    private static void assertAborted(RawExchange exchange) throws IOException {
        try {
            assertThat(exchange.in().readAllBytes()).isEmpty();
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        assertThatThrownBy(() -> exchange.read(1)).isInstanceOf(IOException.class);
    }

    /** Encodes the body in two chunks with optional framing: an extension and a trailer. */
    private static byte[] inTwoChunks(byte[] body, int at) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.writeBytes("%x;a=b\r\n".formatted(at).getBytes(StandardCharsets.US_ASCII));
        sent.write(body, 0, at);
        sent.writeBytes("\r\n%x\r\n".formatted(body.length - at).getBytes(StandardCharsets.US_ASCII));
        sent.write(body, at, body.length - at);
        sent.writeBytes("\r\n0\r\nA: b\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return sent.toByteArray();
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        }
        return compressed.toByteArray();
    }
}
