package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServerTest
class ImportTest {

    private static final String IMPORT = "/api/v1/import";

    private final Api api;

    ImportTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @Test
    void anImportAddsRevisionsWithTheirNumbersAndTimesAndIsVisibleImmediately() {
        HttpResponse<String> imported = send(Backup.of(Backup.revision("i-plain", 7), Backup.revision("i-plain", 9)));
        assertThat(imported.body())
                .isEqualTo(
                        "{\"created\":1,\"revisions\":2,\"unchanged\":0,\"outdated\":0,\"deleted\":0,\"damaged\":0}\n");
        JsonNode resource = Api.json(api.get(Api.TOPOLOGIES + "/i-plain"));
        assertThat(resource.get("revision").asInt()).isEqualTo(9);
        assertThat(resource.get("uploadedAt").asString()).isEqualTo("2026-01-31T12:00:00.123Z");
        HttpResponse<String> node =
                api.get(Api.TOPOLOGIES + "/i-plain/lookup?address=0x20000000&revision=7", "Accept", Api.TEXT);
        assertThat(node.body()).isEqualTo("2\n");
    }

    @Test
    void aRepeatedImportChangesNothingAndOlderRevisionsAreSkipped() {
        send(Backup.of(Backup.revision("i-again", 5)));
        String more =
                Backup.of(Backup.revision("i-again", 4), Backup.revision("i-again", 5), Backup.revision("i-again", 6));
        assertThat(send(more).body())
                .isEqualTo(
                        "{\"created\":0,\"revisions\":1,\"unchanged\":1,\"outdated\":1,\"deleted\":0,\"damaged\":0}\n");
        assertThat(send(more).body())
                .isEqualTo(
                        "{\"created\":0,\"revisions\":0,\"unchanged\":2,\"outdated\":1,\"deleted\":0,\"damaged\":0}\n");
    }

    @Test
    void anImportInvalidatesTopologiesInMemory() {
        for (int revision = 1; revision < 40; revision++) {
            send(Backup.of(Backup.revision("i-cached", revision)));
            HttpResponse<String> lookup = api.get(Api.TOPOLOGIES + "/i-cached/lookup?address=0");
            assertThat(lookup.headers().firstValue("Targetnode-Revision")).contains(String.valueOf(revision));
        }
    }

    @Test
    void linesMayEndWithCrLfAndTheLastLineWithoutALineEnd() {
        String backup = Backup.of(Backup.revision("i-crlf")).replace("\n", "\r\n");
        assertThat(send(backup.substring(0, backup.length() - 2)).statusCode()).isEqualTo(200);
    }

    @Test
    void aTopologyThatWasDeletedDuringTheExportIsNotRestored() {
        String half = Backup.of(
                Backup.revision("i-half", 1),
                Backup.revision("i-half", 2),
                "{\"deleted\":\"i-half\"}",
                Backup.revision("i-next"));
        assertThat(send(half).body())
                .isEqualTo(
                        "{\"created\":2,\"revisions\":3,\"unchanged\":0,\"outdated\":0,\"deleted\":1,\"damaged\":0}\n");
        assertThat(api.get(Api.TOPOLOGIES + "/i-half").statusCode()).isEqualTo(404);
        assertThat(api.get(Api.TOPOLOGIES + "/i-next").statusCode()).isEqualTo(200);
        send(Backup.of(Backup.revision("i-half", 3)));
        assertThat(send(half).body()).contains("\"deleted\":0");
        assertThat(api.get(Api.TOPOLOGIES + "/i-half").statusCode())
                .as("the topology is at another revision")
                .isEqualTo(200);
    }

    /** Each backup has its own name. The revisions that arrive are stored, and the answer reports that the backup is incomplete. */
    @Test
    void aBackupThatIsCutOffAnywhereIsDetectedAndItsCompleteRevisionsAreStored() {
        for (int length = 0; length < 5; length++) {
            List<String> lines = new ArrayList<>(List.of(Backup.HEADER));
            for (int i = 1; i < 4; i++) {
                lines.add(Backup.revision("i-cut-" + length, i));
            }
            lines.add(Backup.end(3));
            HttpResponse<String> cut = send(length == 0 ? "" : Backup.text(lines.subList(0, length)));
            assertProblem(cut, 400, "malformed-body", "line " + (length + 1), "the stream is cut off");
            String stored = length < 2 ? "Nothing was stored." : "Revisions stored before: %d;".formatted(length - 1);
            assertThat(Api.json(cut).get("detail").asString()).contains(stored);
            assertThat(api.get(Api.TOPOLOGIES + "/i-cut-" + length + "/revisions/" + Math.max(1, length - 1))
                            .statusCode())
                    .isEqualTo(length < 2 ? 404 : 200);
            assertThat(send(Backup.text(lines)).body())
                    .contains(
                            "\"revisions\":" + (length < 2 ? 3 : 4 - length),
                            "\"unchanged\":" + Math.max(0, length - 1));
        }
    }

    @Test
    void aBackupThatIsCutOffWithinALineIsDetected() {
        for (int missing = 1; missing < 25; missing++) {
            String name = "i-within-" + missing;
            String backup = Backup.of(Backup.revision(name)).strip();
            HttpResponse<String> cut = send(backup.substring(0, backup.length() - missing));
            String detail = missing > 22
                    ? "the stream is cut off"
                    : "the JSON ends too early; the stream ends within this line";
            assertProblem(cut, 400, "malformed-body", "line 3", detail);
            assertThat(Api.json(cut).get("detail").asString()).contains("Revisions stored before: 1;");
            assertThat(api.get(Api.TOPOLOGIES + "/" + name).statusCode()).isEqualTo(200);
        }
        assertProblem(send(Backup.HEADER.substring(0, 20)), 400, "malformed-body", "line 1", "the stream ends within");
    }

    @Test
    void revisionsThatTheExportLacksAreCounted() {
        String error = "{\"error\":{\"name\":\"i-lacks\",\"revision\":2,\"detail\":\"damaged\"}}";
        List<String> lines = List.of(Backup.HEADER, Backup.revision("i-lacks", 1), error);
        HttpResponse<String> imported = send(Backup.text(with(lines, "{\"end\":{\"revisions\":1,\"damaged\":1}}")));
        assertThat(imported.body()).contains("\"revisions\":1,").contains("\"damaged\":1}");
        assertProblem(
                send(Backup.text(with(lines, Backup.end(1)))),
                400,
                "malformed-body",
                "line 4",
                "lines with the field error are missing: 1 arrived, and the last line states 0");
    }

    private static List<String> with(List<String> lines, String last) {
        List<String> all = new ArrayList<>(lines);
        all.add(last);
        return all;
    }

    /** Every number that an import accepts can be exported and imported again. */
    @Test
    void theHighestRevisionCanBeExportedAndAnUploadAfterItIsRefusedUntilTheTopologyIsDeleted() {
        String path = Api.TOPOLOGIES + "/i-highest";
        assertThat(send(Backup.of(Backup.revision("i-highest", Integer.MAX_VALUE - 1)))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = api.put("i-highest", Api.example("mission.json"));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(507);
        assertThat(refused.body()).contains("is the highest possible one: delete the topology");
        assertThat(api.get(path + "/revisions").body()).contains("2147483646");
        HttpResponse<String> export = api.get("/api/v1/export");
        assertThat(send(export.body()).statusCode()).isEqualTo(200);
        assertThat(api.send("DELETE", path, Api.JSON, "").statusCode()).isEqualTo(204);
        assertThat(api.put("i-highest", Api.example("mission.json")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void aWrongCountInTheLastLineIsDetected() {
        String lacking = Backup.text(List.of(Backup.HEADER, Backup.revision("i-count"), Backup.end(2)));
        assertProblem(
                send(lacking),
                400,
                "malformed-body",
                "line 3",
                "revisions are missing: 1 arrived, and the last line states 2");
        assertThat(api.get(Api.TOPOLOGIES + "/i-count").statusCode()).isEqualTo(200);
        String uncounted = Backup.text(List.of(Backup.HEADER, "{\"end\":{}}"));
        assertProblem(send(uncounted), 400, "malformed-body", "line 2", "the last line states null");
    }

    @Test
    void linesAfterTheEndAreRefused() {
        assertProblem(send(Backup.of() + Backup.of()), 400, "malformed-body", "line 3", "more lines follow the end");
    }

    @Test
    void aRevisionWithDifferentContentIsAConflictThatNamesItsLine() {
        send(Backup.of(Backup.revision("i-conflict")));
        String document = Backup.document().replace("\"r1\"", "\"r2\"");
        String other = Backup.line("i-conflict", document);
        HttpResponse<String> refused = send(Backup.of(Backup.revision("i-beside"), other));
        assertProblem(
                refused,
                409,
                "import-conflict",
                "line 3",
                "revision 1 of 'i-conflict' is already stored with different content");
        assertThat(Api.json(refused).get("detail").asString()).endsWith("Nothing was stored.");
        assertThat(api.get(Api.TOPOLOGIES + "/i-beside").statusCode()).isEqualTo(404);
    }

    @Test
    void revisionsBeforeABadLineRemainStored() {
        List<String> lines = new ArrayList<>(List.of(Backup.HEADER));
        IntStream.range(0, 700).forEach(i -> lines.add(Backup.revision("i-many-" + i)));
        lines.add("{}");
        HttpResponse<String> refused = send(Backup.text(lines));
        assertProblem(
                refused, 400, "malformed-body", "line 702", "a line must be a revision, or deleted, or error, or end");
        assertThat(Api.json(refused).get("detail").asString())
                .endsWith("Revisions stored before: 500; the same export can be sent again.");
        assertThat(api.get(Api.TOPOLOGIES + "/i-many-499").statusCode()).isEqualTo(200);
        assertThat(api.get(Api.TOPOLOGIES + "/i-many-500").statusCode()).isEqualTo(404);
    }

    @Test
    void aLineThatIsTooLongIsRefusedWithItsNumber() {
        String endless = Backup.HEADER + "\n" + "{\"name\":\"" + "a".repeat(33 << 20);
        assertProblem(send(endless), 413, "too-large", "line 2", "has more than 33,554,432 bytes");
    }

    @Test
    void aDocumentInALongLineIsStored() {
        String document = Backup.document();
        String unused = document.replace("\"unused\":[]", "\"unused\":[\"" + "é".repeat(4 << 20) + "\"]");
        HttpResponse<String> imported =
                send(Backup.of(Backup.revision("i-before"), Backup.line("i-long", unused), Backup.revision("i-z")));
        assertThat(imported.body()).contains("\"revisions\":3");
        assertThat(api.get(Api.TOPOLOGIES + "/i-long/lookup?address=0").statusCode())
                .isEqualTo(200);
        api.send("DELETE", Api.TOPOLOGIES + "/i-long", BodyPublishers.noBody());
    }

    @ParameterizedTest
    @MethodSource
    void aBadLineIsRefusedWithItsNumberAndTheFault(String line, String detail) {
        HttpResponse<String> refused = send(Backup.of(Backup.revision("never"), line));
        assertProblem(refused, 400, "malformed-body", "line 3", detail);
        assertThat(Api.json(refused).get("detail").asString())
                .startsWith("line 3: ")
                .endsWith(" Nothing was stored.");
        assertThat(refused.body()).hasSizeLessThan(3_000).doesNotContain("Exception", "tools.jackson", "io.targetnode");
        assertThat(api.get(Api.TOPOLOGIES + "/never").statusCode()).isEqualTo(404);
    }

    static Stream<Arguments> aBadLineIsRefusedWithItsNumberAndTheFault() {
        String good = Backup.revision("good");
        return Stream.of(
                Arguments.of("", "the body is empty"),
                Arguments.of("null", "null"),
                Arguments.of("[]", "must be an object"),
                Arguments.of("{}", "a line must be a revision, or deleted, or error, or end"),
                Arguments.of("{\"name\":\"good\"}", "revision: is required"),
                Arguments.of("{\"deleted\":\"good\"}", "deleted: is not the topology of the last revision"),
                Arguments.of(
                        "{\"deleted\":\"never\",\"end\":{\"revisions\":1}}",
                        "a line must be a revision, or deleted, or error, or end"),
                Arguments.of("{\"deleted\":\"-\"}", "deleted: a topology's name has 1 to 128 characters"),
                Arguments.of("{\"deleted\":7}\n", "/deleted: must be a string"),
                Arguments.of("{\"end\":7}", "/end: must be an object"),
                Arguments.of("{\"end\":{\"revisions\":\"1\"}}", "/end/revisions: must be an integer"),
                Arguments.of("{\"end\":{\"revisions\":1,\"x\":1}}", "/end/x: unknown field"),
                Arguments.of(good.replace("good", "gööd"), "name: a topology's name has 1 to 128 characters"),
                Arguments.of(good.replace("\"good\"", "null"), "name: is required"),
                Arguments.of(good.replace("\"revision\":1", "\"revision\":\"1\""), "/revision: must be an integer"),
                Arguments.of(good.replace("\"revision\":1", "\"revision\":1.0"), "/revision"),
                Arguments.of(
                        good.replace("\"revision\":1", "\"revision\":0"), "revision: must be from 1 to 2147483646"),
                Arguments.of(
                        good.replace("\"revision\":1", "\"revision\":-1"), "revision: must be from 1 to 2147483646"),
                Arguments.of(good.replace("\"revision\":1", "\"revision\":2147483648"), "out of range"),
                Arguments.of(good.replace("\"revision\":1", "\"revision\":1,\"revision\":1"), "a field occurs twice"),
                Arguments.of(good.replace("\"revision\":1", "\"extra\":" + "[".repeat(100_000)), "nested too deeply"),
                Arguments.of(
                        good.replace("2026-01-31T12:00:00.123Z", "yesterday"), "uploadedAt: must be an instant like"),
                Arguments.of(
                        good.replace("2026-01-31T12:00:00.123Z", "2026-02-30T00:00:00Z"),
                        "uploadedAt: must be an instant like"),
                Arguments.of(
                        good.replace("2026-01-31T12:00:00.123Z", "2026-01-31T12:00:00.123456Z"), "whole milliseconds"),
                Arguments.of(
                        good.replace("\"2026-01-31T12:00:00.123Z\"", "1770000000000"), "/uploadedAt: must be a string"),
                Arguments.of(good.replace("5d2aac", "5D2AAC"), "digest: is not the SHA-256"),
                Arguments.of(good.replace("\"digest\":\"5d", "\"digest\":\""), "digest: is not the SHA-256"),
                Arguments.of(good.replace("cxl-window", "hotplug"), "digest: is not the SHA-256"),
                Arguments.of(good.replace("\\\"format\\\"", "\\u0000\\\"format\\\""), "digest: is not the SHA-256"),
                Arguments.of(good.replace("\\\"format\\\"", "\u0000\\\"format\\\""), "not well-formed JSON"),
                Arguments.of(good.replace("\\\"r1\\\"", "\\ud800"), "digest: is not the SHA-256"),
                Arguments.of(Backup.line("good", "{}"), "the document: a field is missing"),
                Arguments.of(Backup.line("good", "\\u0000"), "document: "),
                Arguments.of(Backup.line("good", "[".repeat(1_000_000)), "document: "),
                Arguments.of(good.substring(1), "must be an object"),
                Arguments.of(good.substring(0, good.length() - 1), "the JSON ends too early"),
                Arguments.of(good + good, "more text follows the JSON document"),
                Arguments.of("[".repeat(1_000_000), "must be an object"));
    }

    @ParameterizedTest
    @MethodSource
    void aFirstLineThatIsNotAHeaderIsRefused(String header, String detail) {
        assertProblem(send(header + "\n" + Backup.end(0) + "\n"), 400, "malformed-body", "line 1", detail);
    }

    static Stream<Arguments> aFirstLineThatIsNotAHeaderIsRefused() {
        return Stream.of(
                Arguments.of("", "the body is empty"),
                Arguments.of(Backup.REVISION, "/name: unknown field"),
                Arguments.of(Backup.end(0), "/end: unknown field"),
                Arguments.of("{\"version\":1}", "format: must be 'targetnode-export'"),
                Arguments.of(Backup.HEADER.replace("-export", ""), "format: must be 'targetnode-export'"),
                Arguments.of(Backup.HEADER.replace("\"version\":1", "\"version\":2"), "version: must be 1"),
                Arguments.of(Backup.HEADER.replace("\"version\":1,", ""), "version: must be 1"));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] bytes = Backup.of(Backup.revision("never")).getBytes(StandardCharsets.UTF_8);
        bytes[Backup.HEADER.length() + 12] = (byte) 0xff;
        HttpResponse<String> refused =
                api.send("POST", IMPORT, BodyPublishers.ofByteArray(bytes), "Content-Type", Api.LINES);
        assertProblem(refused, 400, "malformed-body", "line 2", "not well-formed JSON");
    }

    @Test
    void otherTypesCompressedBodiesAndParametersAreRefused() {
        String backup = Backup.of(Backup.revision("never"));
        assertThat(api.send("POST", IMPORT, Api.JSON, backup).statusCode()).isEqualTo(415);
        HttpResponse<String> compressed = api.send(
                "POST", IMPORT, BodyPublishers.ofString(backup), "Content-Type", Api.LINES, "Content-Encoding", "gzip");
        assertThat(compressed.statusCode()).isEqualTo(415);
        assertThat(api.send("POST", IMPORT + "?force=true", Api.LINES, backup).statusCode())
                .isEqualTo(400);
        assertThat(api.get("/api/v1/export?prefix=a").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/v1/export", "Accept", Api.JSON).statusCode()).isEqualTo(406);
        assertThat(api.get(IMPORT).statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> send(String backup) {
        return api.send("POST", IMPORT, Api.LINES, backup);
    }

    private static void assertProblem(
            HttpResponse<String> response, int status, String type, String place, String detail) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode problem = Api.json(response);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + type);
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(place);
        assertThat(problem.at("/errors/0/detail").asString()).contains(detail);
    }
}
