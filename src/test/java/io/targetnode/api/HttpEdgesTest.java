package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.lookup.RepeatedLines;
import io.targetnode.api.problem.ProblemType;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that no well-behaved client sends, and requests that every browser sends. */
@ServerTest
class HttpEdgesTest {

    private static final String MIB = " ".repeat(1 << 20);

    private final Api api;

    HttpEdgesTest(@LocalServerPort int port) {
        api = new Api(port);
        api.put("edges", Api.example("mission.json"));
    }

    @ParameterizedTest
    @MethodSource
    void aRequestThatTomcatRefusesIsAnsweredWithAProblem(String requestLine) throws IOException {
        String response = raw(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(response).startsWith("HTTP/1.1 4").contains("application/problem+json", "\"type\":\"/problems/");
        assertThat(response).doesNotContain("<html", "Tomcat", "Exception");
    }

    static Stream<String> aRequestThatTomcatRefusesIsAnsweredWithAProblem() {
        return Stream.of(
                "GET /api/v1/topologies/%zz HTTP/1.1",
                "GET /api/v1/topologies/%c3%28 HTTP/1.1",
                "GET /api/v1/topologies/a%2fb HTTP/1.1",
                "GET /api/v1/topologies/a%00b HTTP/1.1",
                "GET /api/v1/topologies/a[b HTTP/1.1",
                "GET /api/v1/topologies/a{b} HTTP/1.1",
                "GET /api/v1/../../etc/passwd HTTP/1.1",
                "GET //[ HTTP/1.1",
                "GET /api/v1/topologies/edges/lookup?address=%zz HTTP/1.1",
                "GET /api/v1/topologies/edges/lookup?address=%ff HTTP/1.1",
                "GET /" + "a".repeat(20_000) + " HTTP/1.1",
                "GET /api/v1/topologies?prefix=" + "a".repeat(20_000) + " HTTP/1.1",
                "TRACE / HTTP/1.1",
                "FOO /api/v1/kernels HTTP/1.1",
                "GET /api/v1/topologies/edges/lookup;a=b?address=x HTTP/1.1",
                "POST /api/v1/replay HTTP/1.1\r\nContent-Length: x",
                "POST /api/v1/replay HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: x");
    }

    @Test
    void aBodyThatIsCutOffEndsWithoutAnAnswerOrWithAProblem() throws IOException {
        String response = raw("""
                PUT /api/v1/topologies/never HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Transfer-Encoding: chunked\r
                Connection: close\r
                \r
                zz\r
                """);
        assertThat(response).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    @Test
    void aClientThatExpects100ContinueReceivesItIfItsBodyIsRead() throws IOException {
        String path = "/api/v1/topologies/edges/lookup?address=7";
        api.get(path);
        String head = """
                %s %s HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: %d\r
                Expect: 100-continue\r
                Connection: close\r
                \r
                """;
        assertThat(raw(head.formatted("GET", path, 2) + "{}")).startsWith("HTTP/1.1 200");
        String batch = "{\"addresses\":[\"0x0\"]}";
        assertThat(raw(head.formatted("POST", path.replace("?address=7", ""), batch.length()) + batch))
                .startsWith("HTTP/1.1 100")
                .contains("HTTP/1.1 200");
        assertThat(raw(head.formatted("POST", "/api/v1/nothing", batch.length()) + batch))
                .startsWith("HTTP/1.1 404");
    }

    /** Tomcat closes the connection after each 400 and 413. */
    @ParameterizedTest
    @MethodSource
    void aRefusalLeavesTheConnectionOpenIfTheRequestWasRead(String path, String type, String body, int status)
            throws IOException {
        try (RawExchange exchange = new RawExchange(api.port())) {
            for (int round = 0; round < 3; round++) {
                if (body.isEmpty()) {
                    exchange.send("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .formatted(path)
                            .getBytes(StandardCharsets.US_ASCII));
                } else {
                    exchange.post(path, type, "Content-Length: " + body.length());
                    exchange.send(body.getBytes(StandardCharsets.US_ASCII));
                }
                RawExchange.Answer answer = exchange.answer();
                assertThat(answer.head().status()).as(answer.text()).isEqualTo(status);
                assertThat(answer.head().fields()).doesNotContainKey("connection");
                assertThat(answer.text()).contains("\"status\":" + status);
            }
        }
    }

    /** A HEAD has no body, and a short body is held back while it is unknown whether it is compressed. */
    @ParameterizedTest
    @ValueSource(strings = {"HEAD %s HTTP/1.1\r\nHost: x", "GET %s HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip"})
    void aRefusalWithoutABodyOrWithAShortOneLeavesTheConnectionOpen(String request) throws IOException {
        String path = "/api/v1/topologies/edges/lookup?address=x";
        try (RawExchange exchange = new RawExchange(api.port())) {
            for (int round = 0; round < 3; round++) {
                exchange.send((request.formatted(path) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                RawExchange.Head head =
                        request.startsWith("GET") ? exchange.answer().head() : exchange.head();
                assertThat(head.status()).isEqualTo(400);
                assertThat(head.fields()).doesNotContainKey("connection");
            }
        }
    }

    static Stream<Arguments> aRefusalLeavesTheConnectionOpenIfTheRequestWasRead() {
        String lookup = "/api/v1/topologies/edges/lookup";
        String parts = "--B\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n".repeat(2000) + "--B--\r\n";
        return Stream.of(
                Arguments.of(lookup + "?address=x", "", "", 400),
                Arguments.of(lookup + "?address=0&kernel=x", "", "", 400),
                Arguments.of("/api/v1/topologies?limit=x", "", "", 400),
                Arguments.of(lookup, Api.JSON, "{\"addresses\":[\"x\"]}", 400),
                Arguments.of("/api/v1/replay", Api.JSON, "{", 400),
                Arguments.of("/api/v1/replay", Api.TEXT, "no log", 400),
                Arguments.of(lookup + "?unit=pfn", "application/octet-stream", "ABCDEFGH", 400),
                Arguments.of("/api/v1/replay", "multipart/form-data; boundary=B", parts, 413));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/topologies",
                "POST /api/v1/topologies/edges/lookup",
                "POST /api/v1/topologies/edges/revisions/1/restore",
                "POST /api/v1/replay",
                "POST /api/v1/import",
                "PUT /api/v1/topologies/never",
                "GET /api/v1/topologies/edges/lookup?address=0",
                "GET /api/v1/topologies/edges/diff"
            })
    void anEmptyContentTypeIsNoFaultOfTheService(String request) throws IOException {
        for (String type :
                List.of("Content-Type:", "Content-Type: ", "Content-Type: ;", "Content-Type: /", "Content-Type: a")) {
            String response = raw(request + " HTTP/1.1\r\nHost: localhost\r\n" + type
                    + "\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(response).as(type).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 5");
        }
    }

    @Test
    void aRefusalClosesTheConnectionIfTheBodyWasNotRead() throws IOException {
        try (RawExchange exchange = new RawExchange(api.port())) {
            exchange.post("/api/v1/replay?x=1", Api.JSON, "Content-Length: 100000");
            exchange.send("{".getBytes(StandardCharsets.US_ASCII));
            RawExchange.Head head = exchange.head();
            assertThat(head.status()).isEqualTo(400);
            assertThat(head.fields()).containsEntry("connection", "close");
        }
    }

    /** The body is twice the limit, but less than server.tomcat.max-swallow-size. The answer to a longer body may be lost. */
    @Test
    void aBodyAboveTheLimitIsRefusedWhetherItsLengthIsKnownOrNot() {
        byte[] large = MIB.repeat(16).getBytes(StandardCharsets.US_ASCII);
        String path = "/api/v1/topologies/large";
        assertTooLarge(api.send("PUT", path, BodyPublishers.ofByteArray(large), "Content-Type", Api.JSON));
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new RepeatedLines(" ".repeat(1024), 16 << 10));
        assertTooLarge(api.send("PUT", path, chunked, "Content-Type", Api.TEXT));
        String form = "--B\r\nContent-Disposition: form-data; name=\"dmesg\"\r\n\r\n" + MIB.repeat(16) + "\r\n--B--";
        assertTooLarge(api.send("PUT", path, "multipart/form-data; boundary=B", form));
        assertTooLarge(api.send(
                "POST",
                "/api/v1/topologies/edges/lookup",
                BodyPublishers.ofByteArray(large),
                "Content-Type",
                Api.JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x8000000000000000",
                "9223372036854775808",
                "0xFFFFFFFFFFFFFFFF",
                "18446744073709551615",
                "0X00000000000000000000fff"
            })
    void the64BitEdgesAreOrdinaryAddresses(String address) {
        HttpResponse<String> response = api.get("/api/v1/topologies/edges/lookup?address=" + address);
        assertThat(response.statusCode()).isEqualTo(200);
        String top = """
                {"memory":[{"start":"0x8000000000000000","end":18446744073709547519,"type":"system-ram","node":3}]}""";
        assertThat(api.put("edges-top", top).statusCode()).isLessThan(300);
        String node = api.get("/api/v1/topologies/edges-top/lookup?address=9223372036854775808", "Accept", "text/plain")
                .body();
        assertThat(node).isEqualTo("3\n");
    }

    @Test
    void matrixParametersAreRefused() {
        assertThat(api.get("/api/v1/topologies/edges;a=b/lookup?address=0").statusCode())
                .isEqualTo(400);
    }

    @Test
    void theAllowHeaderOfARefusalNamesHeadAndOptions() {
        HttpResponse<String> refused = api.send("DELETE", "/api/v1/kernels", BodyPublishers.noBody());
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
        assertThat(api.send("GET", "/api/v1/replay", BodyPublishers.noBody())
                        .headers()
                        .firstValue("Allow"))
                .hasValue("OPTIONS, POST");
    }

    @Test
    void headAndOptionsAreAnsweredWithoutABody() {
        HttpResponse<String> head =
                api.send("HEAD", "/api/v1/topologies/edges/lookup?address=0", BodyPublishers.noBody());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        HttpResponse<String> options = api.send("OPTIONS", "/api/v1/topologies", BodyPublishers.noBody());
        assertThat(options.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
    }

    @Test
    void theRootIsThePage() {
        HttpResponse<String> root = api.get("/");
        assertThat(root.statusCode()).isEqualTo(200);
        assertThat(root.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(root.body()).contains("js/main.js", "swagger-ui.html", "findings", "problems");
    }

    @Test
    void onlyHealthInfoAndMetricsAreExposed() {
        assertThat(api.get("/actuator/health/readiness").body()).contains("UP");
        assertThat(api.get("/actuator/health/liveness").body()).contains("UP");
        assertThat(api.get("/actuator/info").statusCode()).isEqualTo(200);
        assertThat(api.get("/actuator/env").statusCode()).isEqualTo(404);
    }

    @Test
    void theIndexOfProblemsLinksToEachPage() {
        String index = api.get("/problems").body();
        for (ProblemType type : ProblemType.values()) {
            assertThat(index).contains("href=\"" + type.path() + "\"");
            HttpResponse<String> page = api.get(type.path());
            assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(page.body()).contains(String.valueOf(type.status()), "What to do");
        }
    }

    private static void assertTooLarge(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(413);
        assertThat(Api.json(response).get("type").asString()).isEqualTo("/problems/too-large");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
