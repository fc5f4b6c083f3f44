package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServerTest
class RevisionsTest {

    private static final String NAME = Api.TOPOLOGIES + "/history";
    private static final String LOOKUP = NAME + "/lookup?address=0x20000000";
    private static final String MISSION = Api.example("mission.json");

    private final Api api;

    RevisionsTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @AfterEach
    void delete() {
        api.send("DELETE", NAME, BodyPublishers.noBody());
    }

    @Test
    void everyReadIsAnsweredFromTheRequestedRevision() {
        upload(2);
        upload(5);
        assertThat(text(LOOKUP)).isEqualTo("5\n");
        assertThat(text(LOOKUP + "&revision=1")).isEqualTo("2\n");
        assertThat(text(LOOKUP + "&revision=2")).isEqualTo("5\n");
        HttpResponse<String> batch = api.send("POST", NAME + "/lookup?revision=1", Api.TEXT, "0x20000000\n0x0\n");
        assertThat(batch.body()).isEqualTo("2\n0\n");
        assertThat(header(batch, "Targetnode-Revision")).isEqualTo("1");
        HttpResponse<String> json =
                api.send("POST", NAME + "/lookup?revision=1", Api.JSON, "{\"addresses\":[\"0x20000000\"]}");
        assertThat(Api.json(json).at("/revision").asInt()).isEqualTo(1);
        assertThat(Api.json(json).at("/nodes/0").asInt()).isEqualTo(2);
        assertThat(Api.json(api.get(NAME + "/meminfo?revision=1"))
                        .at("/reservedMeminfo/0/node")
                        .asInt())
                .isEqualTo(2);
        JsonNode first = Api.json(api.get(NAME + "?revision=1"));
        assertThat(first.at("/revision").asInt()).isEqualTo(1);
        assertThat(Api.json(api.get(NAME + "/revisions/1"))).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/revisions/3", "?revision=3", "/lookup?address=0&revision=3", "/meminfo?revision=3"})
    void aMissingRevisionIsNotFound(String path) {
        upload(2);
        HttpResponse<String> response = api.get(NAME + path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Api.json(response).at("/type").asString()).isEqualTo("/problems/unknown-revision");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1.0", "01", "2147483648", "99999999999999999999", ""})
    void aMalformedRevisionIsRefused(String revision) {
        upload(2);
        HttpResponse<String> response = api.get(NAME + "?revision=" + revision);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.json(response).at("/errors/0/pointer").asString()).isEqualTo("revision");
    }

    @Test
    void theHistoryIsListedInPagesWithTheLatestRevisionFirst() {
        for (int node = 2; node < 9; node++) {
            upload(node);
        }
        List<Integer> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = Api.json(api.get(NAME + "/revisions?limit=3" + cursor));
            StreamSupport.stream(page.get("items").spliterator(), false)
                    .forEach(item -> seen.add(item.get("revision").asInt()));
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactly(7, 6, 5, 4, 3, 2, 1);
        assertThat(api.get(Api.TOPOLOGIES + "/nobody/revisions").statusCode()).isEqualTo(404);
    }

    @Test
    void aRestoredRevisionBecomesCurrentAndTheHistoryIsUnchanged() {
        upload(2);
        upload(5);
        HttpResponse<String> restored = api.send("POST", NAME + "/revisions/1/restore", BodyPublishers.noBody());
        assertThat(restored.statusCode()).isEqualTo(200);
        assertThat(Api.json(restored).at("/revision").asInt()).isEqualTo(3);
        assertThat(text(LOOKUP)).isEqualTo("2\n");
        assertThat(text(LOOKUP + "&revision=2")).isEqualTo("5\n");
        HttpResponse<String> again = api.send("POST", NAME + "/revisions/1/restore", BodyPublishers.noBody());
        assertThat(Api.json(again).at("/revision").asInt())
                .as("it is the current content")
                .isEqualTo(3);
        assertThat(api.send("POST", NAME + "/revisions/9/restore", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.send("POST", Api.TOPOLOGIES + "/nobody/revisions/1/restore", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/lookup?address=0x1",
                "/lookup?address=0x1&kernel=6.12.74",
                "/lookup?address=0x1&explain=true",
                "/meminfo",
                "/revisions",
                "/revisions/1"
            })
    void aReadWithItsETagIsAnsweredWith304UntilTheAnswerChanges(String path) {
        upload(2);
        HttpResponse<String> read = api.get(NAME + path);
        String tag = header(read, "ETag");
        assertThat(tag).matches("\"[!-~&&[^\"]]+\"");
        assertThat(api.get(NAME + path).body()).isEqualTo(read.body());
        HttpResponse<String> same = api.get(NAME + path, "If-None-Match", tag);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(header(same, "ETag")).isEqualTo(tag);
        assertThat(api.get(NAME + path, "If-None-Match", "\"other\", " + tag).statusCode())
                .isEqualTo(304);
        upload(5);
        HttpResponse<String> changed = api.get(NAME + path, "If-None-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(path.equals("/revisions/1") ? 304 : 200);
    }

    @Test
    void anETagDistinguishesRepresentationsKernelsAndTopologiesOfTheSameName() {
        upload(2);
        List<String> tags = new ArrayList<>();
        tags.add(header(api.get(LOOKUP), "ETag"));
        tags.add(header(api.get(LOOKUP, "Accept", Api.TEXT), "ETag"));
        tags.add(header(api.get(LOOKUP + "&kernel=6.12.74"), "ETag"));
        tags.add(header(api.get(LOOKUP + "&rule=prefer-online"), "ETag"));
        delete();
        upload(2);
        tags.add(header(api.get(LOOKUP), "ETag"));
        assertThat(tags).doesNotHaveDuplicates();
    }

    @Test
    void theETagOfTheListChangesWithItsContent() {
        upload(2);
        String path = Api.TOPOLOGIES + "?prefix=history";
        String tag = header(api.get(path), "ETag");
        assertThat(api.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        upload(5);
        assertThat(api.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void aWriteWithAConditionSucceedsOnlyIfTheConditionHolds() {
        assertThat(put(2, "If-Match", "*").statusCode()).isEqualTo(412);
        assertThat(put(2, "If-None-Match", "*").statusCode()).isEqualTo(201);
        assertThat(put(3, "If-None-Match", "*").statusCode()).isEqualTo(412);
        String seen = header(api.get(LOOKUP), "ETag");
        assertThat(put(3, "If-Match", seen).statusCode())
                .as("the tag of any read")
                .isEqualTo(200);
        HttpResponse<String> lost = put(4, "If-Match", seen);
        assertThat(lost.statusCode()).isEqualTo(412);
        assertThat(Api.json(lost).at("/type").asString()).isEqualTo("/problems/precondition-failed");
        assertThat(text(LOOKUP)).isEqualTo("3\n");
        assertThat(put(4, "If-Match", "W/" + header(api.get(LOOKUP), "ETag")).statusCode())
                .as("a weak tag never matches")
                .isEqualTo(412);
        assertThat(put(4, "If-Match", "\"x\", " + header(put(4), "ETag")).statusCode())
                .as("the tag of the answer to a write")
                .isEqualTo(200);
        assertThat(api.send("POST", NAME + "/revisions/1/restore", BodyPublishers.noBody(), "If-Match", seen)
                        .statusCode())
                .isEqualTo(412);
        assertThat(api.send("DELETE", NAME, BodyPublishers.noBody(), "If-Match", seen)
                        .statusCode())
                .isEqualTo(412);
        assertThat(api.send("DELETE", NAME, BodyPublishers.noBody(), "If-Match", header(api.get(NAME), "ETag"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.send("DELETE", NAME, BodyPublishers.noBody(), "If-Match", "*")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"If-Match, 3", "If-Match, abc", "If-None-Match, abc"})
    void aConditionThatIsNotAnETagIsRefused(String header, String value) {
        HttpResponse<String> response = put(2, header, value);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.json(response).at("/errors/0/pointer").asString()).isEqualTo(header);
    }

    private void upload(int node) {
        assertThat(put(node).statusCode()).isBetween(200, 201);
    }

    private HttpResponse<String> put(int node, String... headers) {
        String body = MISSION.replace("\"node\": 2", "\"node\": " + node);
        assertThat(body.equals(MISSION)).isEqualTo(node == 2);
        List<String> all = new ArrayList<>(List.of("Content-Type", Api.JSON));
        all.addAll(List.of(headers));
        return api.send("PUT", NAME, BodyPublishers.ofString(body), all.toArray(new String[0]));
    }

    private String text(String path) {
        return api.get(path, "Accept", Api.TEXT).body();
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("no " + name);
    }
}
