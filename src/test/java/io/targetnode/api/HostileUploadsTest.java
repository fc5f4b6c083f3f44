package io.targetnode.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.topology.intake.Archives;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that could overload the service, or that it could misread. */
@ServerTest
class HostileUploadsTest {

    @LocalServerPort
    private int port;

    private Api api;

    @BeforeEach
    void upload() throws IOException {
        api = new Api(port);
        assertThat(api.put("hostile", Files.readString(Path.of("examples/mission.json")))
                        .statusCode())
                .isLessThan(300);
    }

    /** Each of these took minutes or all of the heap when the faults of all elements were collected. */
    @ParameterizedTest
    @CsvSource({
        "memory, {}, 349000, /memory",
        "systemRam, {}, 65000, /systemRam/0/",
        "systemRam, null, 65000, /systemRam/0",
        "memoryAffinity, null, 65000, /memoryAffinity/0",
        "processorAffinity, {}, 65000, /processorAffinity/0/",
        "cxlWindows, {}, 1000, /cxlWindows/0/"
    })
    @Timeout(30)
    void aLongListOfInvalidElementsIsRefusedAtItsFirstElement(String field, String element, int count, String pointer) {
        String body = "{\"%s\":[%s%s]}".formatted(field, (element + ",").repeat(count), element);
        long begin = System.nanoTime();
        HttpResponse<String> refused = api.put("never", body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"pointer\":\"" + pointer).hasSizeLessThan(8_000);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aBodyWithAnUnsupportedContentEncodingIsRefused() {
        for (String coding : List.of("br", "deflate", "gzip, gzip", "nonsense")) {
            HttpResponse<String> refused =
                    compressed("POST", "/hostile/lookup", Api.TEXT, coding, "0x1\n".getBytes(US_ASCII));
            assertThat(refused.statusCode()).isEqualTo(415);
            assertThat(refused.body()).contains("This Content-Encoding is not supported");
        }
        assertThat(compressed("PUT", "/hostile", "multipart/form-data; boundary=B", "gzip", new byte[8])
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void aCompressedUploadIsReadWithinTheLimitOnDecompressedBytes() throws IOException {
        byte[] machine = gzip(Api.example("mission.json").getBytes(US_ASCII));
        assertThat(compressed("PUT", "/hostile-compressed", Api.JSON, "gzip", machine)
                        .statusCode())
                .isEqualTo(201);
        assertThat(compressed(
                                "PUT",
                                "/hostile-compressed",
                                Api.TEXT,
                                "gzip",
                                gzip(Api.example("boot-log.txt").getBytes(US_ASCII)))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> bomb = compressed("PUT", "/hostile-compressed", Api.JSON, "gzip", gzip(new byte[9 << 20]));
        assertThat(bomb.statusCode()).isEqualTo(413);
        HttpResponse<String> notGzip =
                compressed("PUT", "/hostile-compressed", Api.JSON, "gzip", "{}".getBytes(US_ASCII));
        assertThat(notGzip.statusCode()).isEqualTo(400);
        assertThat(notGzip.body()).contains("not a valid gzip stream");
    }

    @Test
    @Timeout(60)
    void aBundleThatExceedsALimitIsRefusedAtTheMember() {
        byte[] bomb = Archives.gzip(new byte[70 << 20]);
        assertBundleRefused(bomb, 413, "body: decompresses to more than 67,108,864 bytes");
        byte[] log = new byte[9 << 20];
        System.arraycopy("Linux version 6.1 (b)".getBytes(US_ASCII), 0, log, 0, 21);
        assertBundleRefused(
                new Archives().file("a", log).tarGz(),
                413,
                "body, member 1: the decompressed files, including this one, have more than 8,388,608 bytes");
        byte[] archive = new Archives().file("a", log).tarGz();
        assertBundleRefused(Arrays.copyOf(archive, 200), 400, "body: not a valid gzip stream: it ends too early");
        byte[] inside = new Archives()
                .file("a.gz", Arrays.copyOf(Archives.gzip(log), 200))
                .tar();
        assertBundleRefused(inside, 400, "body, member 1: not a valid gzip stream: it ends too early");
        // Empty gzip members: the JDK's reader recurses for each of them until the stack overflows.
        byte[] nothing = Archives.gzip(new byte[0]);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 300_000; i++) {
            many.writeBytes(nothing);
        }
        assertBundleRefused(many.toByteArray(), 400, "body: its format is not recognised");
    }

    private void assertBundleRefused(byte[] bundle, int status, String detail) {
        HttpResponse<String> refused = api.send(
                "POST", "/api/v1/replay", BodyPublishers.ofByteArray(bundle), "Content-Type", "application/gzip");
        assertThat(refused.statusCode()).as(detail).isEqualTo(status);
        assertThat(Api.json(refused).get("detail").asString()).startsWith(detail);
    }

    private HttpResponse<String> compressed(String method, String path, String type, String coding, byte[] body) {
        return api.send(
                method,
                Api.TOPOLOGIES + path,
                BodyPublishers.ofByteArray(body),
                "Content-Type",
                type,
                "Content-Encoding",
                coding);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        }
        return compressed.toByteArray();
    }

    @Test
    void aTextThatIsNotUtf8IsRefused() {
        assertThat(api.send("POST", Api.TOPOLOGIES + "/hostile/lookup", "text/plain; charset=utf-16", "0x1\n")
                        .statusCode())
                .isEqualTo(415);
        assertThat(api.send("POST", Api.TOPOLOGIES + "/hostile/lookup", "text/plain; charset=UTF-8", "0x1\n")
                        .body())
                .isEqualTo("0\n");
    }

    @Test
    void aParameterThatTheCallDoesNotHaveIsRefused() {
        HttpResponse<String> refused = api.get(Api.TOPOLOGIES + "/hostile/lookup?address=0x1&kernal=6.12.74");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains(
                        "kernal: is not a parameter of this call; its parameters are address, explain, kernel, pageSize, pretty, revision, rule, unit");
        assertThat(api.send("PUT", Api.TOPOLOGIES + "/hostile?kernel=6.12.74", Api.TEXT, "x")
                        .body())
                .contains(
                        "kernel: is not a parameter of this call, which has none but pretty; the fields of a form describe an upload");
        assertThat(api.get(Api.TOPOLOGIES + "/hostile/lookup?address=0x1&address=0x2")
                        .body())
                .contains("is given twice");
        assertThat(api.get(Api.TOPOLOGIES + "?label=a=b&label=c=d&limit=5").statusCode())
                .isEqualTo(200);
        assertThat(api.get(Api.TOPOLOGIES + "/hostile/diff?from=1&kernel=6.12.74&kernel=7.3")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void onePageFrameIsLookedUpLikeABatch() {
        assertThat(api.get(Api.TOPOLOGIES + "/hostile/lookup?address=0x20000&unit=pfn")
                        .body())
                .contains("\"address\":\"0x20000000\",\"targetNode\":2");
        assertThat(api.get(
                                Api.TOPOLOGIES + "/hostile/lookup?address=0x2000&unit=pfn&pageSize=65536",
                                "Accept",
                                Api.TEXT)
                        .body())
                .isEqualTo("2\n");
        HttpResponse<String> refused = api.get(Api.TOPOLOGIES + "/hostile/lookup?address=0x10000000000000&unit=pfn");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"pointer\":\"address\"");
    }

    @Test
    void aReleaseWithAPlusCanBePastedIntoAQuery() {
        assertThat(api.get(Api.TOPOLOGIES + "/hostile/lookup?address=0x20000000&kernel=6.12.74+deb12-amd64")
                        .body())
                .contains("\"kernel\":\"6.12.74+deb12-amd64\"", "\"targetNode\":0");
    }

    @Test
    void aConditionIsNotIgnored() throws IOException {
        String mission = Files.readString(Path.of("examples/mission.json"));
        String path = Api.TOPOLOGIES + "/conditional";
        assertThat(put(path, mission, "If-None-Match", "*").statusCode()).isEqualTo(201);
        HttpResponse<String> repeated = put(path, mission, "If-None-Match", "*");
        assertThat(repeated.statusCode()).isEqualTo(412);
        assertThat(repeated.body()).contains("/problems/precondition-failed");
        assertThat(put(path, mission, "If-None-Match", "\"1\"").statusCode()).isEqualTo(200);
        assertThat(put(path, mission, "If-Match", "\"1\"").statusCode()).isEqualTo(412);
        assertThat(api.send("DELETE", path, BodyPublishers.noBody(), "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(api.send("DELETE", path, BodyPublishers.noBody()).statusCode())
                .isEqualTo(204);
    }

    @Test
    void theKernelInAFormIsTheMachinesAndTheOneInTheQueryAnswers() {
        String form = """
                --b
                Content-Disposition: form-data; name="kernel"

                6.12.74
                --b
                Content-Disposition: form-data; name="iomem"; filename="i"

                00001000-0fffffff : System RAM
                --b--
                """.replace("\n", "\r\n");
        HttpResponse<String> replayed =
                api.send("POST", "/api/v1/replay?kernel=7.3", "multipart/form-data; boundary=b", form);
        assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(200);
        assertThat(Api.json(replayed).at("/resource/kernel").asString()).isEqualTo("6.12.74");
        assertThat(replayed.body()).contains("\"7.3\"");
    }

    private HttpResponse<String> put(String path, String body, String header, String value) {
        return api.send("PUT", path, BodyPublishers.ofString(body), "Content-Type", Api.JSON, header, value);
    }
}
