package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Revision 1 is the mission example. Revision 2 moves its window to node 3. Revision 3 has an older kernel. */
@ServerTest
class DiffTest {

    private static final int MANY = 20_000;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Api api;
    /** Each test has its own topology. */
    private final String name = "t-diff-" + NUMBER.incrementAndGet();

    DiffTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @BeforeEach
    void threeRevisions() {
        String first = Api.example("mission.json");
        String second = first.replace("\"cxl-window\", \"node\": 2", "\"cxl-window\", \"node\": 3");
        String third = second.replace("\"kernel\": \"7.3\"", "\"kernel\": \"6.12.74\"");
        for (String upload : List.of(first, second, third)) {
            assertThat(api.put(name, upload).statusCode()).isBetween(200, 201);
        }
    }

    @Test
    void theAnswerHasTheFieldsOfTheContract() {
        HttpResponse<String> response = diff("?from=1&to=2");
        assertThat(response.body()).isEqualTo("""
                {"topology":"NAME","from":1,"to":2,\
                "kernels":[{"from":{"kernel":"7.3","rule":"prefer-reserved"},"to":{"kernel":"7.3","rule":"prefer-reserved"}}],\
                "ranges":[{"start":"0x20000000","end":"0x2fffffff","changes":[\
                {"from":{"targetNode":2,"hotAddNode":0,"backing":"cxl-window"},\
                "to":{"targetNode":3,"hotAddNode":0,"backing":"cxl-window"}}]}]}
                """.replace("NAME", name));
        assertThat(response.headers().firstValue("Targetnode-Revision")).hasValue("2");
    }

    @Test
    void theETagDependsOnBothRevisionsAndTheKernels() {
        String tag = diff("?from=1&to=2").headers().firstValue("ETag").orElseThrow();
        assertThat(diff("?from=1&to=2", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(diff("?from=1&to=2&kernel=7.3", "If-None-Match", tag).statusCode())
                .as("the machine's own kernel, named in the query")
                .isEqualTo(304);
        assertThat(diff("?from=2&to=2", "If-None-Match", tag).statusCode()).isEqualTo(200);
        assertThat(diff("?from=1&to=2&kernel=6.12", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void toDefaultsToTheCurrentRevisionAndFromToThePreviousOne() {
        JsonNode last = Api.json(diff(""));
        assertThat(last.get("from").asInt()).isEqualTo(2);
        assertThat(last.get("to").asInt()).isEqualTo(3);
        JsonNode before = Api.json(diff("?to=2"));
        assertThat(before.get("from").asInt()).isEqualTo(1);
        JsonNode first = Api.json(diff("?from=1"));
        assertThat(first.get("to").asInt()).isEqualTo(3);
        JsonNode itself = Api.json(diff("?to=1"));
        assertThat(itself.get("from").asInt()).isEqualTo(1);
        assertThat(itself.get("ranges")).isEmpty();
    }

    @Test
    void aNewKernelOfTheMachineIsAChangeUnlessTheQueryNamesAKernel() {
        JsonNode own = Api.json(diff("?from=2&to=3"));
        assertThat(own.at("/kernels/0/from/kernel").asString()).isEqualTo("7.3");
        assertThat(own.at("/kernels/0/to/kernel").asString()).isEqualTo("6.12.74");
        assertThat(own.at("/ranges/0/changes/0/from/targetNode").asInt()).isEqualTo(3);
        assertThat(own.at("/ranges/0/changes/0/to/targetNode").asInt()).isZero();
        assertThat(Api.json(diff("?from=2&to=3&kernel=7.3")).get("ranges")).isEmpty();
        assertThat(Api.json(diff("?from=2&to=3&rule=prefer-reserved")).get("ranges"))
                .isEmpty();
    }

    @Test
    void eachKernelIsAColumnInTheGivenOrder() {
        JsonNode diff = Api.json(diff("?from=1&to=2&kernel=6.12.74+deb12-amd64&kernel=7.3"));
        assertThat(diff.at("/kernels/0/from/kernel").asString()).isEqualTo("6.12.74+deb12-amd64");
        assertThat(diff.at("/kernels/1/from/kernel").asString()).isEqualTo("7.3");
        JsonNode changes = diff.at("/ranges/0/changes");
        assertThat(changes.get(0).get("from")).isEqualTo(changes.get(0).get("to"));
        assertThat(changes.at("/1/to/targetNode").asInt()).isEqualTo(3);
    }

    @Test
    void aRevisionDoesNotDifferFromItself() {
        assertThat(Api.json(diff("?from=1&to=1")).get("ranges")).isEmpty();
        assertThat(text("?from=1&to=1")).isEmpty();
    }

    @Test
    void aDiffInTheReverseDirectionSwapsFromAndTo() {
        JsonNode there = Api.json(diff("?from=1&to=3")).at("/ranges/0/changes/0");
        JsonNode back = Api.json(diff("?from=3&to=1")).at("/ranges/0/changes/0");
        assertThat(back.get("from")).isEqualTo(there.get("to")).isNotNull();
        assertThat(back.get("to")).isEqualTo(there.get("from")).isNotNull();
    }

    @Test
    void plainTextHasOneLinePerRangeAndOneColumnPerKernel() {
        assertThat(text("?from=1&to=2")).isEqualTo("""
                range                  7.3 prefer-reserved
                0x20000000-0x2fffffff  2 -> 3  cxl-window
                """);
        assertThat(text("?from=1&to=3&kernel=6.12.74&kernel=7.3")).isEqualTo("""
                range                  6.12.74 prefer-online    7.3 prefer-reserved
                0x20000000-0x2fffffff  0  cxl-window            2 -> 3  cxl-window
                """);
        assertThat(text("?from=2&to=3")).isEqualTo("""
                range                  7.3 prefer-reserved -> 6.12.74 prefer-online
                0x20000000-0x2fffffff  3 -> 0  cxl-window
                """);
    }

    @Test
    void plainTextShowsNewMemoryAndChangedHotAddNodes() {
        api.put(name, """
                {"kernel": "7.3", "memory": [
                  {"start": "0x0", "end": "0x1fffffff", "type": "system-ram", "node": 1},
                  {"start": "0x100000000", "end": "0x1ffffffff", "type": "hotplug", "node": 4}]}""");
        assertThat(text("?from=1&to=4")).isEqualTo("""
                range                           7.3 prefer-reserved
                0x0-0x1fffffff                  0 -> 1  system-ram  hot-add 0 -> 1
                0x20000000-0x2fffffff           2 -> -1  cxl-window -> hole  hot-add 0 -> 1
                0x30000000-0x3fffffff           0 -> -1  hole  hot-add 0 -> 1
                0x40000000-0x5fffffff           0 -> -1  system-ram -> hole  hot-add 0 -> 1
                0x60000000-0x7fffffff           1 -> -1  system-ram -> hole
                0x80000000-0xffffffff           -1  hole  hot-add 0 -> 1
                0x100000000-0x1ffffffff         -1 -> 4  hole -> hotplug  hot-add 0 -> 1
                0x200000000-0xffffffffffffffff  -1  hole  hot-add 0 -> 1
                """);
    }

    @Test
    void aMissingRevisionIsNotFound() {
        assertThat(diff("?from=1&to=4").statusCode()).isEqualTo(404);
        assertThat(diff("?from=9").statusCode()).isEqualTo(404);
        assertThat(diff("?from=1&to=4", "Accept", Api.TEXT).statusCode()).isEqualTo(404);
    }

    @Test
    void aMachineWithVeryManyRangesIsComparedUnderFewKernels() {
        putMany(1);
        putMany(2);
        String many =
                "?from=4&to=5&kernel=5.10&kernel=5.16&kernel=6.0.8&kernel=6.1.80&kernel=6.8&kernel=6.12&kernel=6.16&kernel=7.0";
        assertThat(Api.json(diff("?from=4&to=5")).get("ranges")).hasSize(MANY);
        assertThat(text("?from=4&to=5&kernel=7.0&kernel=6.12")).hasLineCount(MANY + 1);
        for (String query : List.of(many, many + "&rule=prefer-online")) {
            HttpResponse<String> refused = diff(query);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(Api.json(refused).at("/errors/0/pointer").asString()).isEqualTo("kernel");
            assertThat(Api.json(refused).at("/errors/0/detail").asString())
                    .contains("at most 524,288 are compared: name fewer kernels");
        }
    }

    /** Ranges of RAM with holes between them. */
    private void putMany(int pages) {
        String ranges = IntStream.range(0, MANY)
                .mapToObj(i ->
                        "{\"start\":%d,\"end\":%d}".formatted((long) i << 21, ((long) i << 21) + (pages << 12) - 1))
                .collect(Collectors.joining(","));
        String affinity = "{\"start\":0,\"end\":%d,\"proximityDomain\":0}".formatted(((long) MANY << 21) - 1);
        HttpResponse<String> response =
                api.put(name, "{\"systemRam\":[%s],\"memoryAffinity\":[%s]}".formatted(ranges, affinity));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private HttpResponse<String> diff(String query, String... headers) {
        return api.get(Api.TOPOLOGIES + "/" + name + "/diff" + query, headers);
    }

    private String text(String query) {
        HttpResponse<String> response = diff(query, "Accept", Api.TEXT);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(Api.TEXT));
        return response.body();
    }
}
