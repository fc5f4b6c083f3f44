package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** What writes leave in the audit log. */
@ExtendWith(OutputCaptureExtension.class)
class AuditLogTest {

    private static final String LOG = "/api/v1/audit-log";
    private static final String ALL = "all-0123456789abcdef";
    private static final String OTHER = "other-0123456789abcdef";
    private static final String ODD = "odd/0123456789%+ab==";

    /** {@code printf all-0123456789abcdef | sha256sum}. */
    private static final String ALL_ID = "key:c6c5607e";

    @TempDir
    private static Path folder;

    private static RunningService service;
    private static Api api;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                "targetnode.data-dir=" + folder,
                "targetnode.access-log=true",
                "targetnode.api-keys=%s:read+write+admin,%s:read+write@other-*,%s:read".formatted(ALL, OTHER, ODD));
        api = service.api().as(ALL);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everyKindOfWriteHasAnEntry(CapturedOutput output) {
        String topology = Api.TOPOLOGIES + "/kinds";
        send("PUT", topology, ALL, Api.example("mission.json"));
        send("PUT", topology, ALL, Api.example("mission.json"));
        send("PUT", topology, ALL, Api.example("mission.json").replace("7.3", "6.12.74"));
        send("POST", topology + "/revisions/1/restore", ALL, "");
        send("PUT", topology, OTHER, Api.example("mission.json"));
        String named = Api.example("mission.json").replaceFirst("\\{", "{\"name\": \"kinds\",");
        send("POST", Api.TOPOLOGIES, ALL, named);
        send("POST", Api.TOPOLOGIES, OTHER, named);
        send("PUT", topology, ALL, "{");
        send("DELETE", topology, ALL, "");
        await().untilAsserted(() -> assertThat(lines("?name=kinds"))
                .containsExactly(
                        "delete null DELETE /api/v1/topologies/kinds 204",
                        "refused null PUT /api/v1/topologies/kinds 400",
                        "refused null POST /api/v1/topologies 403",
                        "refused null POST /api/v1/topologies 409",
                        "refused null PUT /api/v1/topologies/kinds 403",
                        "restore 3 POST /api/v1/topologies/kinds/revisions/1/restore 200",
                        "replace 2 PUT /api/v1/topologies/kinds 200",
                        "unchanged 1 PUT /api/v1/topologies/kinds 200",
                        "create 1 PUT /api/v1/topologies/kinds 201"));
        JsonNode first = items("?name=kinds&action=create").get(0);
        assertThat(first.get("caller").asString()).isEqualTo(ALL_ID);
        assertThat(first.get("address").asString()).isEqualTo("127.0.0.1");
        assertThat(items("?name=kinds&caller=" + ALL_ID)).hasSize(7);
        assertThat(output.getOut())
                .contains("POST /api/v1/topologies/kinds/revisions/1/restore by " + ALL_ID
                        + " from 127.0.0.1: restore kinds, status 200, revision 3")
                .contains(": refused kinds, status 403")
                .contains(": unchanged kinds, status 200, revision 1")
                .doesNotContain(ALL, OTHER);
    }

    @Test
    void aKeyInAPathThatNoTopologyHasIsNotStored() {
        send("PUT", Api.TOPOLOGIES + "/name%3Fkey=" + OTHER, ALL, Api.example("mission.json"));
        send("PUT", Api.TOPOLOGIES + "/" + "n".repeat(129) + "/tail", ALL, Api.example("mission.json"));
        await().untilAsserted(() -> assertThat(items("?action=refused"))
                .extracting(entry -> entry.get("path").asString())
                .contains(Api.TOPOLOGIES + "/?", Api.TOPOLOGIES + "/?/tail"));
        assertThat(get("/api/v1/audit-log", "text/csv").body()).doesNotContain(OTHER);
    }

    /** A known key is no part of a log, wherever the client has it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/topologies/KEY",
                "GET /api/v1/topologies/KEY/lookup?address=0",
                "GET /api/v1/topologies?prefix=KEY&limit=1",
                "GET /api/v1/topologies?KEY",
                "GET /api/v1/topologies;key=KEY",
                "GET /KEY",
                "PUT /api/v1/topologies/KEY",
                "DELETE /api/v1/topologies/KEY?a=KEY",
                "KEY /api/v1/topologies/method"
            })
    void aKeyInARequestIsNotLogged(String call, CapturedOutput output) {
        for (String key : List.of(OTHER, ODD)) {
            String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
            String[] parts = call.replace("KEY", key.equals(OTHER) || call.startsWith("KEY") ? OTHER : encoded)
                    .split(" ");
            send(parts[0], parts[1], ALL, Api.example("mission.json"));
            String logged = call.startsWith("KEY") ? "\"? /api/v1/topologies/method " : "\"" + call.replace("KEY", "?");
            await().untilAsserted(() -> assertThat(output.getOut()).contains(logged));
            assertThat(output.getOut()).doesNotContain(key, encoded);
        }
        assertThat(get(LOG, "text/csv").body()).doesNotContain(OTHER, ODD);
    }

    @Test
    void anImportHasOneEntryThatCounts() {
        send("PUT", Api.TOPOLOGIES + "/moved", ALL, Api.example("mission.json"));
        String backup = get("/api/v1/export", "application/x-ndjson").body();
        String lastLine = backup.lines().reduce((before, last) -> last).orElseThrow();
        importLines(backup);
        importLines(backup.replace(lastLine, ""));
        await().untilAsserted(() -> assertThat(items("?action=refused"))
                .anySatisfy(entry -> assertThat(entry.get("path").asString()).isEqualTo("/api/v1/import")));
        JsonNode imported = items("?action=import").get(0);
        assertThat(imported.get("name").isNull()).isTrue();
        assertThat(imported.get("detail").asString()).contains("0 revisions, 0 new topologies", "unchanged");
    }

    private static void importLines(String lines) {
        api.send("POST", "/api/v1/import", Api.LINES, lines);
    }

    @Test
    void everyRepresentationHasTheSameEntriesAndPages() {
        for (int i = 0; i < 3; i++) {
            send("PUT", Api.TOPOLOGIES + "/paged-" + i, ALL, Api.example("mission.json"));
        }
        await().until(() -> items("?prefix=paged-").size() == 3);
        JsonNode first = Api.json(get(LOG + "?prefix=paged-&limit=2", Api.JSON));
        assertThat(first.get("items")).hasSize(2);
        String cursor = first.get("nextCursor").asString();
        JsonNode second = Api.json(get(LOG + "?prefix=paged-&limit=2&cursor=" + cursor, Api.JSON));
        assertThat(second.at("/items/0/name").asString()).isEqualTo("paged-0");
        assertThat(second.get("nextCursor").isNull()).isTrue();
        HttpResponse<String> csv = get(LOG + "?prefix=paged-", "text/csv");
        assertThat(csv.body().split("\r\n")).hasSize(4);
        assertThat(csv.body())
                .startsWith("number,at,caller,")
                .contains(",create,paged-0,1,PUT,/api/v1/topologies/paged-0,201,\r\n");
        assertThat(get(LOG + "?prefix=paged-&limit=1", "text/csv").body().split("\r\n"))
                .hasSize(2);
        List<String> lines = get(LOG + "?prefix=paged-", "application/x-ndjson")
                .body()
                .lines()
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo(first.at("/items/0").toString());
        assertThat(get(LOG + "?prefix=paged-&limit=2", "text/plain").body())
                .contains("  create  paged-2  1         201     PUT /api/v1/topologies/paged-2\n")
                .endsWith("next page: cursor=" + cursor + "\n");
        Instant last = Instant.parse(first.at("/items/0/at").asString());
        assertThat(items("?prefix=paged-&since=" + last.plusMillis(1))).isEmpty();
        assertThat(items("?prefix=paged-&since="
                        + last.minusSeconds(600).toString().replace("Z", "+00:00")))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "cursor=x, cursor",
        "cursor=-1, cursor",
        "since=yesterday, since",
        "since=%2B999999999-01-01T00:00:00Z, since",
        "action=write, action",
        "name=.., name",
        "limit=0, limit"
    })
    void aMalformedParameterIsNamed(String query, String parameter) {
        HttpResponse<String> refused = get(LOG + "?" + query, Api.JSON);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Api.json(refused).at("/errors/0/pointer").asString()).isEqualTo(parameter);
    }

    private static void send(String method, String path, String key, String body) {
        api.as(key).send(method, path, Api.JSON, body);
    }

    private static HttpResponse<String> get(String path, String type) {
        return api.get(path, "Accept", type);
    }

    private static JsonNode items(String query) {
        return Api.json(get(LOG + query, Api.JSON)).get("items");
    }

    private static List<String> lines(String query) {
        return items(query)
                .valueStream()
                .map(item -> "%s %s %s %s %s"
                        .formatted(
                                item.get("action").asString(),
                                item.get("revision"),
                                item.get("method").asString(),
                                item.get("path").asString(),
                                item.get("status")))
                .toList();
    }
}
