package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.segments.MapReader;
import io.targetnode.memory.Address;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The compiled map in its three formats. The topology {@code segments} is the mission example. */
@ServerTest
class SegmentsTest {

    private static final String CSV = "text/csv";
    private static final String BINARY = "application/octet-stream";
    private static final String HEADER = "start,end,targetNode,backing\r\n";

    private final Api api;

    SegmentsTest(@LocalServerPort int port) {
        api = new Api(port);
        api.put("segments", Api.example("mission.json"));
    }

    @Test
    void theAnswerHasTheFieldsOfTheContract() {
        HttpResponse<String> response = get("segments", "");
        assertThat(response.body()).isEqualTo("""
                {"topology":"segments","revision":1,"kernel":"7.3","rule":"prefer-reserved","lookupKnown":true,"segments":[\
                {"start":"0x0","end":"0x1fffffff","targetNode":0,"backing":"system-ram"},\
                {"start":"0x20000000","end":"0x2fffffff","targetNode":2,"backing":"cxl-window"},\
                {"start":"0x30000000","end":"0x3fffffff","targetNode":0,"backing":"hole"},\
                {"start":"0x40000000","end":"0x5fffffff","targetNode":0,"backing":"system-ram"},\
                {"start":"0x60000000","end":"0x7fffffff","targetNode":1,"backing":"system-ram"}]}
                """);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
    }

    @Test
    void theSegmentsEqualThoseOfAReplay() {
        JsonNode replay = Api.json(api.send("POST", "/api/v1/replay", Api.JSON, Api.example("firmware-view.json")));
        api.put("segments-firmware", Api.example("firmware-view.json"));
        assertThat(Api.json(get("segments-firmware", "")).get("segments")).isEqualTo(replay.get("segments"));
    }

    @Test
    void csvHasAHeaderLineAndOneLinePerSegmentThatEndWithCrLf() {
        HttpResponse<String> response = get("segments", "", "Accept", CSV);
        assertThat(response.body())
                .isEqualTo(HEADER
                        + "0x0,0x1fffffff,0,system-ram\r\n"
                        + "0x20000000,0x2fffffff,2,cxl-window\r\n"
                        + "0x30000000,0x3fffffff,0,hole\r\n"
                        + "0x40000000,0x5fffffff,0,system-ram\r\n"
                        + "0x60000000,0x7fffffff,1,system-ram\r\n");
        assertThat(header(response, "Content-Type")).startsWith(CSV);
    }

    @Test
    void theBinaryMapEqualsTheExampleInTheDocumentation() throws IOException, InterruptedException {
        api.send("DELETE", Api.TOPOLOGIES + "/example", BodyPublishers.noBody());
        api.put("example", Api.example("mission.json"));
        HttpResponse<byte[]> response = binary("example", "");
        assertThat(HexFormat.of().formatHex(response.body())).isEqualTo(printedMap());
        assertThat(header(response, "Content-Length")).isEqualTo(String.valueOf(response.body().length));
        assertThat(header(response, "Content-Type")).isEqualTo(BINARY);
        assertThat(header(response, "Content-Disposition")).isEqualTo("attachment; filename=\"example.map\"");
    }

    /** Parses lines with an offset, hexadecimal bytes and a remark. {@code *} repeats the previous line. */
    private static String printedMap() throws IOException {
        StringBuilder hex = new StringBuilder();
        String before = "";
        for (String line : Files.readAllLines(Path.of("docs/map-format.md"))) {
            if (line.matches(" {4}[0-9a-f]{4}  .*")) {
                int offset = Integer.parseInt(line.substring(4, 8), 16);
                while (hex.length() / 2 < offset) {
                    hex.append(before);
                }
                before = line.substring(10).replaceAll(" {2}.*", "").replace(" ", "");
                hex.append(before);
            }
        }
        return hex.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "?start=0x10000000&end=0x20000fff | 0x10000000,0x1fffffff,0,system-ram 0x20000000,0x20000fff,2,cxl-window",
                "?start=0x20000000&end=0x20000000 | 0x20000000,0x20000000,2,cxl-window",
                "?start=1610612736                | 0x60000000,0x7fffffff,1,system-ram",
                "?end=0                           | 0x0,0x0,0,system-ram",
                "?start=0x80000000                | ''",
                "?start=0xffffffffffffffff        | ''",
                "?node=1                          | 0x60000000,0x7fffffff,1,system-ram",
                "?node=2                          | 0x20000000,0x2fffffff,2,cxl-window",
                "?node=0&start=0x30000000         | 0x30000000,0x3fffffff,0,hole 0x40000000,0x5fffffff,0,system-ram",
                "?node=2&kernel=6.12.74           | ''",
                "?node=2&kernel=6.12.74&rule=prefer-reserved | 0x20000000,0x2fffffff,2,cxl-window",
                "?node=7                          | ''",
                "?node=-1                         | ''"
            })
    void allFormatsContainOnlyTheRequestedRangeAndNode(String query, String lines)
            throws IOException, InterruptedException {
        String csv = HEADER + (lines.isEmpty() ? "" : lines.replace(" ", "\r\n") + "\r\n");
        assertThat(get("segments", query, "Accept", CSV).body()).isEqualTo(csv);
        assertThat(asCsv(Api.json(get("segments", query)))).isEqualTo(csv);
        byte[] map = binary("segments", query).body();
        assertThat(map).hasSize(384 + 24 * (csv.split("\r\n").length - 1) + 32);
        new MapReader(map);
    }

    @Test
    void nodeMinusOneSelectsDescribedRangesWithoutANodeButNoHoles() {
        api.put("segments-none", """
                {"kernel": "7.3",
                 "systemRam": [{"start": "0x0", "end": "0x1fffffff"}, {"start": "0x100000000", "end": "0x10fffffff"}],
                 "processorAffinity": [], "memoryAffinity": [
                   {"start": "0x0", "end": "0x1fffffff", "proximityDomain": 0},
                   {"start": "0x100000000", "end": "0x10fffffff", "proximityDomain": 0},
                   {"start": "0x200000000", "end": "0x20fffffff", "proximityDomain": 0, "enabled": false}],
                 "cxlWindows": [{"start": "0x300000000", "end": "0x30fffffff"}], "commandLine": "numa=off"}""");
        assertThat(get("segments-none", "?node=-1", "Accept", CSV).body())
                .isEqualTo(HEADER + "0x300000000,0x30fffffff,-1,cxl-window\r\n");
    }

    @Test
    void theHeaderOfABinaryMapContainsItsRangeAndNode() throws IOException, InterruptedException {
        MapReader part = new MapReader(
                binary("segments", "?start=0x10000000&end=0x2fffffff").body());
        assertThat(part.at(0x20000000)).contains(new MapReader.Found(2, 2));
        assertThat(part.at(0xfffffff)).isEmpty();
        assertThat(part.at(0x30000000)).isEmpty();
        MapReader node = new MapReader(binary("segments", "?node=0").body());
        assertThat(node.at(0x30000000)).contains(new MapReader.Found(0, 0));
        assertThat(node.at(0x20000000)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Api.JSON, CSV, BINARY})
    void aClientWithTheCurrentMapReceivesA304InEachFormat(String format) {
        HttpResponse<String> first = get("segments", "?node=0&kernel=6.12.74", "Accept", format);
        assertThat(first.headers().allValues("ETag")).hasSize(1);
        HttpResponse<String> again =
                get("segments", "?node=0&kernel=6.12.74", "Accept", format, "If-None-Match", header(first, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        for (HttpResponse<String> response : List.of(first, again)) {
            assertThat(header(response, "ETag"))
                    .isEqualTo(header(first, "ETag"))
                    .startsWith("\"1-");
            assertThat(header(response, "Vary")).isEqualTo("Accept, Accept-Encoding");
            assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
            assertThat(header(response, "Targetnode-Revision")).isEqualTo("1");
            assertThat(header(response, "Targetnode-Kernel")).isEqualTo("6.12.74");
            assertThat(header(response, "Targetnode-Rule")).isEqualTo("prefer-online");
        }
    }

    @Test
    void noTwoFormatsOrPartsHaveTheSameETag() {
        Set<String> tags = new HashSet<>();
        List<String> queries = List.of(
                "",
                "?start=0x10&end=0x120",
                "?start=0x11&end=0x110",
                "?start=0xffffffffffffffff",
                "?node=0",
                "?node=-1",
                "?kernel=6.12.74",
                "?kernel=6.12.74&rule=prefer-reserved");
        for (String query : queries) {
            for (String format : List.of(Api.JSON, CSV, BINARY)) {
                tags.add(header(get("segments", query, "Accept", format), "ETag"));
            }
        }
        assertThat(tags).hasSize(3 * queries.size());
        String complete = header(get("segments", ""), "ETag");
        assertThat(header(get("segments", "?start=0&end=0xffffffffffffffff&kernel=7.3"), "ETag"))
                .as("the complete map, with explicit parameters")
                .isEqualTo(complete);
    }

    @ParameterizedTest
    @ValueSource(strings = {Api.JSON, CSV, BINARY})
    void headHasTheFieldsOfGetAndNoBody(String format) {
        HttpResponse<String> get = get("segments", "", "Accept", format);
        HttpResponse<String> head =
                api.send("HEAD", Api.TOPOLOGIES + "/segments/segments", BodyPublishers.noBody(), "Accept", format);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String header : List.of("ETag", "Content-Type", "Targetnode-Kernel")) {
            assertThat(header(head, header)).isEqualTo(header(get, header));
        }
    }

    @Test
    void aNewRevisionHasANewETagAndTheETagOfTheOldRevisionIsUnchanged() {
        api.send("DELETE", Api.TOPOLOGIES + "/segments-new", BodyPublishers.noBody());
        api.put("segments-new", Api.example("mission.json"));
        String old = header(get("segments-new", ""), "ETag");
        api.put("segments-new", Api.example("mission.json").replace("\"node\": 2", "\"node\": 3"));
        assertThat(get("segments-new", "", "If-None-Match", old).statusCode()).isEqualTo(200);
        assertThat(get("segments-new", "?revision=1", "If-None-Match", old).statusCode())
                .isEqualTo(304);
    }

    @Test
    void theFormatIsTheOneThatTheClientPrefers() {
        assertThat(header(get("segments", "", "Accept", "*/*"), "Content-Type")).isEqualTo("application/json");
        assertThat(header(get("segments", "", "Accept", "text/csv;q=0.5, application/octet-stream"), "Content-Type"))
                .isEqualTo(BINARY);
        assertThat(header(get("segments", "", "Accept", "text/*, */*;q=0.1"), "Content-Type"))
                .startsWith(CSV);
        HttpResponse<String> image = get("segments", "", "Accept", "image/png");
        assertThat(image.statusCode()).isEqualTo(406);
        assertThat(Api.json(image).get("type").asString()).isEqualTo("/problems/not-acceptable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?start=x                   | start",
                "?start=0x10000000000000000 | start",
                "?start=-1                  | start",
                "?end=                      | end",
                "?start=2&end=1             | end",
                "?start=0x8000000000000000&end=0x7fffffffffffffff | end",
                "?node=-2                   | node",
                "?node=0x1                  | node",
                "?node=2147483648           | node",
                "?node=1&node=2             | node",
                "?address=1                 | address",
                "?rule=none                 | rule",
                "?revision=0                | revision"
            })
    void anInvalidParameterIsNamedInEachFormat(String query, String parameter) {
        for (String format : List.of(Api.JSON, CSV, BINARY)) {
            HttpResponse<String> response = get("segments", query, "Accept", format);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(Api.json(response).at("/errors/0/pointer").asString()).isEqualTo(parameter);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Api.JSON, CSV, BINARY})
    void aMissingTopologyIsNotFoundInEachFormat(String format) {
        HttpResponse<String> unknown = get("segments-never", "", "Accept", format);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(header(unknown, "Content-Type")).startsWith("application/problem+json");
        assertThat(get("segments", "?revision=99", "Accept", format).statusCode())
                .isEqualTo(404);
    }

    @Test
    void segmentsReachToTheEndOfTheAddressSpace() throws IOException, InterruptedException {
        api.put("segments-top", """
                {"memory":[{"start":"0x7ffffffffffff000","end":"0x8000000000000fff","type":"system-ram","node":3},
                           {"start":"0xffffffff00000000","end":"0xffffffffffffefff","type":"system-ram","node":4}]}""");
        assertThat(get("segments-top", "?start=9223372036854775808", "Accept", CSV)
                        .body())
                .isEqualTo(HEADER
                        + "0x8000000000000000,0x8000000000000fff,3,system-ram\r\n"
                        + "0xffffffff00000000,0xffffffffffffefff,4,system-ram\r\n");
        MapReader map = new MapReader(binary("segments-top", "?start=0x8000000000000000&end=0xffffffffffffffff")
                .body());
        assertThat(map.at(Long.MIN_VALUE)).contains(new MapReader.Found(3, 1));
        assertThat(map.at(-4097)).contains(new MapReader.Found(4, 1));
        assertThat(map.at(-1)).contains(new MapReader.Found(-1, 0));
        assertThat(map.at(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void thousandsOfSegmentsAreTheSameInEachFormat() throws IOException, InterruptedException {
        String ranges = IntStream.range(0, 4_000)
                .mapToObj(i -> "{\"start\":%d,\"end\":%d,\"type\":\"%s\",\"node\":%d}"
                        .formatted(
                                (long) i << 28,
                                ((long) i << 28) + 0xfffffff,
                                i % 2 == 0 ? "system-ram" : "cxl-window",
                                i % 64))
                .collect(Collectors.joining(","));
        assertThat(api.put("segments-large", "{\"kernel\":\"7.3\",\"memory\":[" + ranges + "]}")
                        .statusCode())
                .isBetween(200, 201);
        String csv = get("segments-large", "", "Accept", CSV).body();
        assertThat(csv.split("\r\n")).hasSize(4_001).endsWith("0xf9f0000000,0xf9ffffffff,31,cxl-window");
        assertThat(asCsv(Api.json(get("segments-large", "")))).isEqualTo(csv);
        MapReader map = new MapReader(binary("segments-large", "").body());
        csv.lines().skip(1).map(line -> line.split(",")).forEach(fields -> {
            int backing = fields[3].equals("system-ram") ? 1 : 2;
            MapReader.Found found = new MapReader.Found(Integer.parseInt(fields[2]), backing);
            assertThat(map.at(Address.parse(fields[0]))).contains(found);
            assertThat(map.at(Address.parse(fields[1]))).contains(found);
        });
    }

    private static String asCsv(JsonNode answer) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (JsonNode segment : answer.get("segments")) {
            csv.append(segment.valueStream().map(JsonNode::asString).collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return csv.toString();
    }

    private HttpResponse<String> get(String name, String query, String... headers) {
        return api.get(Api.TOPOLOGIES + "/" + name + "/segments" + query, headers);
    }

    private HttpResponse<byte[]> binary(String name, String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(api.base() + Api.TOPOLOGIES + "/" + name + "/segments" + query))
                .header("Accept", BINARY)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
