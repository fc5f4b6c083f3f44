package io.targetnode.api.fastpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.targetnode.api.Api;
import io.targetnode.api.Octets;
import io.targetnode.api.ServerTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;

/** Batches of octets on the fast path and on the regular path, which {@code unit=bytes}, the default, selects. */
@ServerTest
class BatchPathsTest {

    private static final String OCTETS = "application/octet-stream";
    private static final String PATH = Api.TOPOLOGIES + "/batch-paths/lookup";

    private final Api api;
    private final FastPathFilter filter;
    private final HttpClient client = HttpClient.newHttpClient();

    BatchPathsTest(@LocalServerPort int port, @Autowired FastPathFilter filter) {
        this.api = new Api(port);
        this.filter = filter;
    }

    @BeforeEach
    void twoRevisions() {
        if (api.get(PATH + "?address=0&revision=2").statusCode() != 200) {
            for (String rack : List.of("r2", "r1")) {
                api.put("batch-paths", Api.example("mission.json").replace("r1", rack));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kernel=6.12.74",
                "kernel=6.12.74+deb12-amd64",
                "kernel=6.12.74%2Bdeb12-amd64&rule=prefer-reserved",
                "rule=prefer-online",
                "revision=1",
                "revision=2&kernel=7.3"
            })
    void bothPathsGiveTheSameAnswer(String query) throws Exception {
        for (int count : new int[] {0, 1, query.isEmpty() ? 100_000 : 1_000}) {
            byte[] addresses = Octets.addresses(count);
            String expected = answer(query.isEmpty() ? "unit=bytes" : query + "&unit=bytes", addresses);
            assertThat(isFast(query(query))).isTrue();
            assertThat(answer(query, addresses)).isEqualTo(expected);
            assertThat(answer(query, addresses, "Accept", OCTETS)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unit=bytes",
                "unit=pfn",
                "address=1",
                "kernel=",
                "kernel=5.9",
                "kernel=x",
                "rule=prefer-nothing",
                "revision=0",
                "revision=9",
                "typo=1",
                "kernel=7.3&kernel=7.3",
                "&",
                ""
            })
    void aQueryThatIsNotPlainTakesTheRegularPath(String query) throws Exception {
        answer("kernel=7.3", new byte[0]);
        MockHttpServletRequest request = request("POST", PATH);
        request.setQueryString(query);
        assertThat(isFast(request)).isFalse();
    }

    @Test
    void anotherPathMethodLengthOrHeaderTakesTheRegularPath() throws Exception {
        answer("", new byte[0]);
        assertThat(isFast(request("POST", PATH))).isTrue();
        assertThat(isFast(request("PUT", PATH))).isFalse();
        assertThat(isFast(request("POST", PATH + "/"))).isFalse();
        assertThat(isFast(request("POST", PATH.replace("-", "%2D")))).isFalse();
        assertThat(isFast(request("POST", PATH.replace("paths", "never")))).isFalse();
        MockHttpServletRequest wrongLength = request("POST", PATH);
        wrongLength.setContent(new byte[12]);
        assertThat(isFast(wrongLength)).isFalse();
        MockHttpServletRequest chunked = new MockHttpServletRequest("POST", PATH);
        chunked.setContentType(OCTETS);
        assertThat(isFast(chunked)).isFalse();
        Map<String, String> headers = Map.of(
                "Accept", "application/octet-stream;q=0.5", "Content-Type", "text/plain", "Content-Encoding", "gzip");
        headers.forEach((header, value) -> {
            MockHttpServletRequest request = request("POST", PATH);
            request.removeHeader(header);
            request.addHeader(header, value);
            assertThat(isFast(request)).as(header).isFalse();
        });
    }

    @Test
    void aWriteIsVisibleImmediately() throws Exception {
        String path = Api.TOPOLOGIES + "/batch-paths-written/lookup";
        byte[] address = Arrays.copyOf(Octets.addresses(1), 8);
        for (int node : List.of(2, 5, 3)) {
            api.put("batch-paths-written", Api.example("mission.json").replace("\"node\": 2", "\"node\": " + node));
            for (int round = 0; round < 3; round++) {
                assertThat(post(path, address).body()).containsExactly(node, 0, 0, 0);
            }
        }
        api.send("DELETE", Api.TOPOLOGIES + "/batch-paths-written", BodyPublishers.noBody());
        assertThat(post(path, address).statusCode()).isEqualTo(404);
    }

    @Test
    void bothPathsAreTimedInTheSameMeter(@Autowired MeterRegistry meters) throws Exception {
        answer("unit=bytes", new byte[8]);
        await().untilAsserted(() -> assertThat(timers(meters)).hasSize(1));
        long before = timers(meters).get(0).count();
        answer("", new byte[8]);
        answer("unit=bytes", new byte[8]);
        await().untilAsserted(() -> assertThat(timers(meters).get(0).count()).isGreaterThanOrEqualTo(before + 2));
        assertThat(timers(meters)).hasSize(1);
    }

    private static List<Timer> timers(MeterRegistry meters) {
        return List.copyOf(meters.find("http.server.requests")
                .tag("method", "POST")
                .tag("status", "200")
                .tag("uri", "/api/v1/topologies/{name}/lookup")
                .timers());
    }

    private boolean isFast(MockHttpServletRequest request) {
        return LookupRequest.of(request).flatMap(filter::view).isPresent();
    }

    private static MockHttpServletRequest query(String query) {
        MockHttpServletRequest request = request("POST", PATH);
        request.setQueryString(query.isEmpty() ? null : query);
        return request;
    }

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setContentType(OCTETS);
        request.setContent(new byte[16]);
        return request;
    }

    /** A complete answer without its Date. */
    private String answer(String query, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = post(PATH + (query.isEmpty() ? "" : "?" + query), body, headers);
        Map<String, List<String>> fields = new TreeMap<>(response.headers().map());
        fields.remove("date");
        return response.statusCode() + " " + fields + " " + Arrays.toString(response.body());
    }

    private HttpResponse<byte[]> post(String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + api.port() + path))
                .header("Content-Type", OCTETS)
                .POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }
}
