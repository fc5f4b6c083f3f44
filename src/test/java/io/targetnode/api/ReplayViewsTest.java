package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A view of an upload that is not stored has the content of the view of the stored topology. */
@ServerTest
class ReplayViewsTest {

    private static final String REPLAY = "/api/v1/replay";

    private final Api api;

    ReplayViewsTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @ParameterizedTest
    @CsvSource({
        "/lookup?address=0x20000000,                              application/json",
        "/lookup?address=0x20000000&kernel=6.12.74&explain=true,  application/json",
        "/lookup?address=0x20000&unit=pfn,                        text/plain",
        "/meminfo?kernel=6.1.176,                                 application/json",
        "/meminfo,                                                text/plain",
        "/segments,                                               application/json",
        "/segments?start=0x20000000&end=0x5fffffff&node=0,        text/csv",
        "/nodes,                                                  application/json",
        "/nodes?kernel=6.12.74,                                   text/plain",
        "/compare,                                                application/json",
        "/compare?kernel=6.12.74&kernel=7.3,                      text/csv",
        "/compare?kernel=6.12.74&kernel=7.3,                      text/plain",
        "/map.svg?kernel=6.12.74&kernel=7.3,                      text/plain",
        "/verification,                                           application/json",
        "/verification?kernel=6.12.74,                            text/plain"
    })
    void anUploadIsAnsweredLikeAStoredTopology(String view, String type) {
        api.put("t-replayed", Api.example("mission.json"));
        HttpResponse<String> stored = api.get(Api.TOPOLOGIES + "/t-replayed" + view, "Accept", type);
        HttpResponse<String> replayed = api.send(
                "POST",
                REPLAY + view,
                BodyPublishers.ofString(Api.example("mission.json")),
                "Content-Type",
                Api.JSON,
                "Accept",
                type);
        assertThat(replayed.statusCode())
                .as(replayed.body())
                .isEqualTo(stored.statusCode())
                .isEqualTo(200);
        assertThat(anonymous(replayed.body())).isEqualTo(anonymous(stored.body()));
        assertThat(replayed.headers().firstValue("Content-Type"))
                .isEqualTo(stored.headers().firstValue("Content-Type"));
        assertThat(replayed.headers().firstValue("Targetnode-Kernel"))
                .isEqualTo(stored.headers().firstValue("Targetnode-Kernel"));
    }

    /** The body of a try is the region if the topology is stored, and the upload if it is not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start=0x20000000&sizeBytes=268435456          | {'start': '0x20000000', 'sizeBytes': 268435456}",
                "start=0x20000000&sizeBytes=268435456&window=0 | {'window': 0, 'sizeBytes': 268435456}",
                "start=0x20001000&sizeBytes=4096&window=0      | {'window': 0, 'offsetBytes': 4096, 'sizeBytes': 4096}",
                "start=0x0&sizeBytes=268435456&window=7        | {'window': 7, 'sizeBytes': 268435456}"
            },
            quoteCharacter = '`')
    void aRegionIsTriedOnAnUploadAsOnAStoredTopology(String query, String region) {
        api.put("t-region", Api.example("mission.json"));
        HttpResponse<String> stored = api.send(
                "POST", Api.TOPOLOGIES + "/t-region/regions?kernel=6.12.74", Api.JSON, region.replace('\'', '"'));
        HttpResponse<String> replayed =
                api.send("POST", REPLAY + "/regions?kernel=6.12.74&" + query, Api.JSON, Api.example("mission.json"));
        assertThat(replayed.statusCode()).isEqualTo(stored.statusCode());
        if (stored.statusCode() == 200) {
            assertThat(anonymous(replayed.body()))
                    .isEqualTo(anonymous(stored.body().replace("\"t-region\"", "\"replay\"")));
        }
    }

    @Test
    void theBinaryMapOfAnUploadIsNamedReplay() {
        HttpResponse<String> response = api.send(
                "POST",
                REPLAY + "/segments",
                BodyPublishers.ofString(Api.example("mission.json")),
                "Content-Type",
                Api.JSON,
                "Accept",
                "application/octet-stream");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"replay.map\"");
        assertThat(response.body()).contains("TNMAP", "replay");
    }

    @Test
    void nothingIsStoredAndThereIsNoETag() {
        HttpResponse<String> response = api.send("POST", REPLAY + "/meminfo", Api.JSON, Api.example("mission.json"));
        assertThat(response.headers().firstValue("ETag")).isEmpty();
        assertThat(response.headers().firstValue("Targetnode-Revision")).hasValue("0");
        assertThat(api.get(Api.TOPOLOGIES + "/replay").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/lookup,                     400, address",
        "/lookup?address=x,           400, address",
        "/meminfo?revision=1,         400, revision",
        "/meminfo?kernel=4.19,        400, older than 5.10",
        "/segments?start=0x2&end=0x1, 400, is below start",
        "/compare?kernel=7.3,         400, names a single release",
        "/unknown,                    404, not-found"
    })
    void aBadQueryIsRefused(String view, int status, String reason) {
        HttpResponse<String> response = api.send("POST", REPLAY + view, Api.JSON, Api.example("mission.json"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(reason);
    }

    @Test
    void aBadBodyIsRefused() {
        assertThat(api.send("POST", REPLAY + "/meminfo", Api.JSON, "{").statusCode())
                .isEqualTo(400);
        assertThat(api.send("POST", REPLAY + "/segments", Api.JSON, "{\"memory\": []}")
                        .statusCode())
                .isBetween(400, 422);
        assertThat(api.send("POST", REPLAY + "/compare", "image/png", "x").statusCode())
                .isEqualTo(415);
        assertThat(api.get(REPLAY + "/meminfo").statusCode()).isEqualTo(405);
    }

    /** The text without what distinguishes the two: name and revision. */
    private static String anonymous(String body) {
        return body.replace("\"t-replayed\"", "\"replay\"")
                .replace("\"revision\":1", "\"revision\":0")
                .replace("t-replayed, revision 1", "upload, not stored");
    }
}
