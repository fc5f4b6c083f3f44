package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Answers that are compressed, and their ETags. */
@ServerTest
class CompressionTest {

    private static final String LARGE = Api.TOPOLOGIES + "/compressed";

    private final Api api;

    CompressionTest(@LocalServerPort int port) {
        api = new Api(port);
        String ranges = IntStream.range(0, 200)
                .mapToObj(
                        "{\"start\":\"%1$d000000\",\"end\":\"%1$d999999\",\"type\":\"system-ram\",\"node\":%1$d}"
                                ::formatted)
                .collect(Collectors.joining(","));
        assertThat(api.put("compressed", "{\"memory\":[" + ranges + "]}").statusCode())
                .isLessThan(300);
    }

    @ParameterizedTest
    @CsvSource({
        "/meminfo, application/json",
        "/meminfo, text/plain",
        "/segments, application/json",
        "/segments, text/csv",
        "/segments, application/octet-stream",
        "/verification, application/json",
        "/lookup?address=1&explain=true, application/json",
        "/lookup?address=1, application/json",
        "/diff, text/plain",
        "'', application/json"
    })
    void aCompressedAnswerHasTheSameContentAndAnotherETag(String view, String accept) throws Exception {
        HttpResponse<byte[]> plain = get(view, "Accept", accept);
        HttpResponse<byte[]> answer = get(view, "Accept", accept, "Accept-Encoding", "gzip, br");
        assertThat(header(answer, "Vary")).contains("Accept", "Accept-Encoding").isEqualTo(header(plain, "Vary"));
        assertThat(header(plain, "Content-Encoding")).isEmpty();
        if (plain.body().length < 1024) {
            assertThat(answer.body()).isEqualTo(plain.body());
            assertThat(header(answer, "Content-Encoding")).isEmpty();
            assertThat(header(answer, "ETag")).isEqualTo(header(plain, "ETag"));
        } else {
            assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
            assertThat(answer.body()).hasSizeLessThan(plain.body().length);
            assertThat(unzipped(answer)).isEqualTo(plain.body());
            assertThat(header(answer, "ETag")).isEqualTo(header(plain, "ETag").replaceAll("\"$", "-gzip\""));
        }
    }

    @Test
    void eachETagIsAnsweredWith304() throws Exception {
        String plain = header(get("/meminfo"), "ETag");
        String compressed = header(get("/meminfo", "Accept-Encoding", "gzip"), "ETag");
        for (String tag : new String[] {plain, compressed}) {
            HttpResponse<byte[]> answer = get("/meminfo", "Accept-Encoding", "gzip", "If-None-Match", tag);
            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(header(answer, "ETag")).isEqualTo(tag);
        }
        assertThat(get("/meminfo", "If-None-Match", plain).statusCode()).isEqualTo(304);
        assertThat(get("/meminfo", "Accept-Encoding", "gzip", "If-None-Match", "\"other-gzip\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aWriteTakesTheETagOfACompressedAnswer() throws Exception {
        String tag = header(get("", "Accept-Encoding", "gzip"), "ETag");
        HttpResponse<String> written = api.send(
                "PUT",
                LARGE,
                BodyPublishers.ofString(Api.example("mission.json")),
                "Content-Type",
                Api.JSON,
                "If-Match",
                tag.replaceAll("(-gzip)?\"$", "-gzip\""));
        assertThat(written.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=0", "br", "identity", "gzip;q=x", "*;q=0", ""})
    void nothingIsCompressedForAClientThatDoesNotAcceptIt(String coding) throws Exception {
        assertThat(header(get("/meminfo", "Accept-Encoding", coding), "Content-Encoding"))
                .isEmpty();
    }

    @Test
    void theAnswerToAJsonBatchIsCompressed() throws Exception {
        String addresses = IntStream.range(0, 5000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        HttpRequest.Builder request = request("/lookup")
                .POST(BodyPublishers.ofString("{\"addresses\":[" + addresses + "]}"))
                .header("Content-Type", Api.JSON);
        HttpResponse<byte[]> plain = send(request.build());
        HttpResponse<byte[]> answer =
                send(request.header("Accept-Encoding", "gzip").build());
        assertThat(unzipped(answer)).isEqualTo(plain.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/octet-stream", "text/plain"})
    void aStreamedBatchIsNotCompressed(String type) throws Exception {
        for (String query : new String[] {"", "?unit=bytes"}) {
            HttpResponse<byte[]> answer = send(request("/lookup" + query)
                    .POST(BodyPublishers.ofString("1234567\n".repeat(4000)))
                    .header("Content-Type", type)
                    .header("Accept-Encoding", "gzip")
                    .build());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "Content-Encoding")).isEmpty();
        }
    }

    @Test
    void aProblemIsNotCompressed() throws Exception {
        HttpResponse<byte[]> answer = get("/segments?node=x", "Accept-Encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(header(answer, "Content-Encoding")).isEmpty();
    }

    private HttpResponse<byte[]> get(String view, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(view);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private HttpRequest.Builder request(String view) {
        return HttpRequest.newBuilder(URI.create(api.base() + LARGE + view));
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    }

    private static byte[] unzipped(HttpResponse<byte[]> answer) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return in.readAllBytes();
        }
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return String.join(", ", response.headers().allValues(name));
    }
}
