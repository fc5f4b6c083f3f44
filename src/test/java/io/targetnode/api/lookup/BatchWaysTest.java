package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The short way of a batch of octets against the long one, which a {@code unit=bytes}, that says nothing new, takes. */
@ServerTest
class BatchWaysTest {

    private static final String OCTETS = "application/octet-stream";
    private static final String PATH = Api.TOPOLOGIES + "/batch-ways/lookup";

    private final Api api;
    private final ShortBatch shortBatch;
    private final HttpClient client = HttpClient.newHttpClient();

    BatchWaysTest(@LocalServerPort int port, @Autowired ShortBatch shortBatch) {
        this.api = new Api(port);
        this.shortBatch = shortBatch;
    }

    @BeforeEach
    void twoRevisions() {
        if (api.get(PATH + "?address=0&revision=2").statusCode() != 200) {
            for (String rack : List.of("r2", "r1")) {
                api.put("batch-ways", Api.example("mission.json").replace("r1", rack));
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
    void bothWaysGiveTheSameAnswer(String query) throws Exception {
        for (int count : new int[] {0, 1, 1000, 100_000}) {
            byte[] addresses = Octets.addresses(count);
            String expected = told(query.isEmpty() ? "unit=bytes" : query + "&unit=bytes", addresses);
            assertThat(isShort(query)).isTrue();
            assertThat(told(query, addresses)).isEqualTo(expected);
            assertThat(told(query, addresses, "Accept", OCTETS)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unit=bytes",
                "unit=pfn",
                "address=1",
                "kernel=",
                "kernel=5.15",
                "kernel=x",
                "rule=prefer-nothing",
                "revision=0",
                "revision=9",
                "typo=1",
                "kernel=7.3&kernel=7.3",
                "&",
                ""
            })
    void whatIsNotPlainIsLeftToTheController(String query) throws Exception {
        told("kernel=7.3", new byte[0]);
        MockHttpServletRequest request = request("POST", PATH);
        request.setQueryString(query);
        assertThat(shortBatch.batchFor(request)).isEmpty();
    }

    @Test
    void anotherPathMethodLengthOrHeaderIsLeftToTheController() throws Exception {
        told("", new byte[0]);
        assertThat(shortBatch.batchFor(request("POST", PATH))).isPresent();
        assertThat(shortBatch.batchFor(request("PUT", PATH))).isEmpty();
        assertThat(shortBatch.batchFor(request("POST", PATH + "/"))).isEmpty();
        assertThat(shortBatch.batchFor(request("POST", PATH.replace("-", "%2D"))))
                .isEmpty();
        assertThat(shortBatch.batchFor(request("POST", PATH.replace("ways", "never"))))
                .isEmpty();
        MockHttpServletRequest wrongLength = request("POST", PATH);
        wrongLength.setContent(new byte[12]);
        assertThat(shortBatch.batchFor(wrongLength)).isEmpty();
        MockHttpServletRequest chunked = new MockHttpServletRequest("POST", PATH);
        chunked.setContentType(OCTETS);
        assertThat(shortBatch.batchFor(chunked)).isEmpty();
        Map<String, String> headers = Map.of(
                "Accept", "application/octet-stream;q=0.5", "Content-Type", "text/plain", "Content-Encoding", "gzip");
        headers.forEach((header, value) -> {
            MockHttpServletRequest request = request("POST", PATH);
            request.removeHeader(header);
            request.addHeader(header, value);
            assertThat(shortBatch.batchFor(request)).as(header).isEmpty();
        });
    }

    @Test
    void aWriteIsSeenAtOnce() throws Exception {
        String path = Api.TOPOLOGIES + "/batch-ways-written/lookup";
        byte[] address = Arrays.copyOf(Octets.addresses(1), 8);
        for (int node : List.of(2, 5, 3)) {
            api.put("batch-ways-written", Api.example("mission.json").replace("\"node\": 2", "\"node\": " + node));
            for (int round = 0; round < 3; round++) {
                assertThat(post(path, address).body()).containsExactly(node, 0, 0, 0);
            }
        }
        api.send("DELETE", Api.TOPOLOGIES + "/batch-ways-written", BodyPublishers.noBody());
        assertThat(post(path, address).statusCode()).isEqualTo(404);
    }

    private boolean isShort(String query) {
        MockHttpServletRequest request = request("POST", PATH);
        request.setQueryString(query.isEmpty() ? null : query);
        return shortBatch.batchFor(request).isPresent();
    }

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setContentType(OCTETS);
        request.setContent(new byte[16]);
        return request;
    }

    /** All of an answer but the time. */
    private String told(String query, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = post(PATH + (query.isEmpty() ? "" : "?" + query), body, headers);
        Map<String, List<String>> told = new TreeMap<>(response.headers().map());
        told.remove("date");
        return response.statusCode() + " " + told + " " + Arrays.toString(response.body());
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
