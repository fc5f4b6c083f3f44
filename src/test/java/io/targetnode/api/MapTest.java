package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.analysis.picture.DrawnMap;
import io.targetnode.analysis.picture.LaneKind;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class MapTest {

    private static final String PATH = Api.TOPOLOGIES + "/t-map/map.svg";
    private static final String REPLAY = "/api/v1/replay/map.svg";
    private static final String SVG = "image/svg+xml";

    private final Api api;

    MapTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @BeforeEach
    void theExample() {
        assertThat(api.put("t-map", Api.example("mission.json")).statusCode()).isBetween(200, 201);
    }

    @Test
    void theLanesAreThoseOfTheOtherViews() {
        DrawnMap map = DrawnMap.parse(api.get(PATH).body());
        assertThat(map.lane(LaneKind.ANSWER)).isEqualTo(segments("?kernel=7.3"));
        assertThat(map.lane(LaneKind.OTHER_RULE)).isEqualTo(segments("?rule=prefer-online"));
        assertThat(map.lane(LaneKind.MEMINFO)).containsExactly("0x0-0x5fffffff 0", "0x60000000-0x7fffffff 1");
        assertThat(map.lane(LaneKind.RESERVED)).containsExactly("0x20000000-0x2fffffff 2");
        assertThat(map.lane(LaneKind.RAM)).containsExactly("0x0-0x1fffffff", "0x40000000-0x7fffffff");
        assertThat(map.lane(LaneKind.WINDOW)).containsExactly("0x20000000-0x2fffffff 2");
        assertThat(map.lane(LaneKind.DIFFERENCE)).containsExactly("0x20000000-0x2fffffff");
        assertThat(map.elements("a").map(link -> link.getAttribute("href")))
                .contains("/findings/window-inside-ram-span");
    }

    private List<String> segments(String query) {
        return Api.json(api.get(Api.TOPOLOGIES + "/t-map/segments" + query))
                .get("segments")
                .valueStream()
                .map(segment -> "%s-%s %s"
                        .formatted(
                                segment.get("start").asString(),
                                segment.get("end").asString(),
                                segment.get("targetNode").asInt()))
                .toList();
    }

    @Test
    void twoKernelsHaveALaneOfAnswersEach() {
        HttpResponse<String> response = api.get(PATH + "?kernel=6.12.74&kernel=7.3");
        DrawnMap map = DrawnMap.parse(response.body());
        assertThat(map.blocks(LaneKind.ANSWER))
                .extracting(block -> block.getAttribute("data-kernel"))
                .contains("6.12.74", "7.3");
        assertThat(map.blocks(LaneKind.OTHER_RULE)).isEmpty();
        assertThat(map.blocks(LaneKind.DIFFERENCE))
                .extracting(block -> block.getAttribute("data-nodes"))
                .containsExactly("0 2");
        assertThat(response.headers().firstValue("Targetnode-Kernel")).hasValue("6.12.74");
    }

    @Test
    void anUploadIsDrawnLikeAStoredTopology() {
        for (String type : List.of(SVG, Api.TEXT)) {
            HttpResponse<String> replayed = api.send(
                    "POST",
                    REPLAY + "?kernel=7.3",
                    BodyPublishers.ofString(Api.example("mission.json")),
                    "Content-Type",
                    Api.JSON,
                    "Accept",
                    type);
            String stored = api.get(PATH + "?kernel=7.3", "Accept", type).body();
            assertThat(replayed.body())
                    .isEqualTo(stored.replace("t-map, revision 1", "upload, not stored")
                            .replace("t-map", "replay")
                            .replace("data-revision=\"1\"", "data-revision=\"0\""));
        }
    }

    @Test
    void aPictureOpenedByItselfMayOnlyUseItsStyleSheet() {
        HttpResponse<String> response = api.get(PATH);
        assertThat(header(response, "Content-Type")).isEqualToIgnoringCase("image/svg+xml;charset=utf-8");
        assertThat(header(response, "Content-Security-Policy"))
                .matches("default-src 'none'; style-src 'sha256-[^']{44}'; .*");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.body()).doesNotContain("style=", "<script", "onload");
    }

    @ParameterizedTest
    @ValueSource(strings = {SVG, Api.TEXT})
    void aRepresentationIsRevalidatedWithItsETag(String type) {
        HttpResponse<String> response = api.get(PATH, "Accept", type);
        String tag = header(response, "ETag");
        assertThat(tag).startsWith("\"");
        assertThat(header(response, "Vary")).contains("Accept", "Accept-Encoding");
        assertThat(api.get(PATH, "Accept", type, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(header(api.get(PATH + "?kernel=6.12.74", "Accept", type), "ETag"))
                .isNotEqualTo(tag);
        assertThat(api.send("HEAD", PATH, BodyPublishers.noBody(), "Accept", type)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/svg+xml",
                "image/avif,image/webp,image/svg+xml,image/*,*/*;q=0.8",
                "text/html,*/*;q=0.8",
                "*/*"
            })
    void aBrowserGetsTheSvg(String accept) {
        assertThat(header(api.get(PATH, "Accept", accept), "Content-Type")).startsWith(SVG);
    }

    @ParameterizedTest
    @CsvSource({
        "?kernel=7.3&kernel=7.3,              400, names a release twice",
        "?kernel=7.3&kernel=7.2&kernel=7.1,   400, at most 2 times",
        "?kernel=4.19,                        400, older than 5.10",
        "?rule=old,                           400, rule",
        "?revision=9,                         404, no revision 9",
        "?width=9,                            400, width"
    })
    void aBadRequestNamesTheReason(String query, int status, String reason) {
        HttpResponse<String> response = api.get(PATH + query);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(reason);
    }

    @Test
    void aPictureWithTooManyBlocksIsRefused() {
        HttpResponse<String> response = api.send("POST", REPLAY, Api.JSON, manyBlocks());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(Api.json(response).get("type").asString()).isEqualTo("/problems/picture-too-large");
    }

    /** The headers of the picture were set before it was refused. */
    @ParameterizedTest
    @ValueSource(strings = {"image/svg+xml", "text/html, image/svg+xml;q=0.1"})
    void aRefusalHasNoHeadersOfThePicture(String accept) {
        api.put("t-map-large", manyBlocks());
        HttpResponse<String> response = api.get(Api.TOPOLOGIES + "/t-map-large/map.svg", "Accept", accept);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(response.headers().map()).doesNotContainKeys("etag", "cache-control");
        assertThat(header(response, "Content-Security-Policy")).doesNotContain("default-src 'none'");
    }

    private static String manyBlocks() {
        return IntStream.range(0, 20_001)
                .mapToObj(page -> "{\"start\":%d,\"end\":%d}".formatted(page * 8192L, page * 8192L + 4095))
                .collect(Collectors.joining(",", "{\"kernel\":\"7.3\",\"systemRam\":[", "]}"));
    }

    @Test
    void theDocumentedTextIsThatOfTheExample() {
        String documented = Api.json(api.get("/v3/api-docs"))
                .at("/paths/~1api~1v1~1topologies~1{name}~1map.svg/get/responses/200/content/text~1plain/example")
                .asString();
        assertThat(api.get(PATH + "?revision=1", "Accept", Api.TEXT).body().replace("t-map", "example"))
                .isEqualTo(documented);
    }

    @Test
    void anotherTypeIsNotAcceptable() {
        assertThat(api.get(PATH, "Accept", Api.JSON).statusCode()).isEqualTo(406);
    }

    private static String header(HttpResponse<String> response, String name) {
        return String.join(", ", response.headers().allValues(name));
    }
}
