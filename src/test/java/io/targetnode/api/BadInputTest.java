package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Every bad input is answered with a problem that locates the fault, and never with a 5xx. */
@ServerTest
class BadInputTest {

    private static final String RANGE = "{\"memory\":[{\"start\":%s,\"end\":%s,\"type\":%s,\"node\":%s}]}";

    private final Api api;

    BadInputTest(@LocalServerPort int port) {
        api = new Api(port);
        api.put("bad", Api.example("mission.json"));
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @MethodSource({"addresses", "described", "firmware", "topology", "syntax"})
    void aBadBodyIsRefusedWithTheLocationOfTheFault(String body, int status, String pointer, String detail) {
        HttpResponse<String> response = api.put("never", body);
        JsonNode problem = problem(response, status);
        assertThat(problem.toString()).contains(detail);
        if (!pointer.isEmpty()) {
            assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(pointer);
        }
        assertThat(api.get("/api/v1/topologies/never").statusCode()).isEqualTo(404);
    }

    static Stream<Arguments> addresses() {
        String no = "an address";
        return Stream.of(
                        List.of("\"\"", "has no digits"),
                        List.of("\"0x\"", "has no digits"),
                        List.of("\"0xg\"", "not a hexadecimal number"),
                        List.of("\"g\"", "neither 0x"),
                        List.of("\"-1\"", "neither 0x"),
                        List.of("\" 1\"", "neither 0x"),
                        List.of("\"1 \"", "neither 0x"),
                        List.of("\"1e3\"", "neither 0x"),
                        List.of("\"1.0\"", "neither 0x"),
                        List.of("\"0x1_000\"", "not a hexadecimal number"),
                        List.of("\"\u0661\"", "neither 0x"),
                        List.of("\"\\ud800\"", "neither 0x"),
                        List.of("\"\\u0000\\u202e\"", "neither 0x"),
                        List.of("\"" + "9".repeat(5000) + "\"", "64 bits"),
                        List.of("\"18446744073709551616\"", "64 bits"),
                        List.of("\"0x10000000000000000\"", "64 bits"),
                        List.of("-1", "must be at least 0 and below 2^64"),
                        List.of("18446744073709551616", "below 2^64"),
                        List.of("9".repeat(900), "below 2^64"),
                        List.of("1e3", "without exponent"),
                        List.of("1.0", "without exponent"),
                        List.of("true", no),
                        List.of("[]", no),
                        List.of("[1]", no),
                        List.of("{}", no),
                        List.of("null", "is required"))
                .map(value -> Arguments.of(
                        RANGE.formatted(value.get(0), "\"0xffffffffffffffff\"", "\"system-ram\"", "0"),
                        400,
                        "/memory/0/start",
                        value.get(1)));
    }

    static Stream<Arguments> described() {
        String end = "\"0xfff\"";
        String ram = "\"system-ram\"";
        return Stream.of(
                Arguments.of(RANGE.formatted("1", "0", ram, "0"), 400, "/memory/0/end", "is below start"),
                Arguments.of(
                        RANGE.formatted("\"0xffffffffffffffff\"", "\"0x7fffffffffffffff\"", ram, "0"),
                        400,
                        "/memory/0/end",
                        "is below start"),
                Arguments.of(RANGE.formatted("0", end, "\"ram\"", "0"), 400, "/memory/0/type", "must be one of"),
                Arguments.of(RANGE.formatted("0", end, "\"\"", "0"), 400, "/memory/0/type", "must be one of"),
                Arguments.of(RANGE.formatted("0", end, "1", "0"), 400, "/memory/0/type", "must be a string"),
                Arguments.of(RANGE.formatted("0", end, "null", "0"), 400, "/memory/0/type", "is required"),
                Arguments.of(RANGE.formatted("0", end, "[]", "0"), 400, "/memory/0/type", "must be a string"),
                Arguments.of(RANGE.formatted("0", end, ram, "\"0\""), 400, "/memory/0/node", "must be an integer"),
                Arguments.of(RANGE.formatted("0", end, ram, "0.0"), 400, "/memory/0/node", "must be an integer"),
                Arguments.of(RANGE.formatted("0", end, ram, "1e0"), 400, "/memory/0/node", "must be an integer"),
                Arguments.of(RANGE.formatted("0", end, ram, "true"), 400, "/memory/0/node", "must be an integer"),
                Arguments.of(RANGE.formatted("0", end, ram, "null"), 400, "/memory/0/node", "is required"),
                Arguments.of(RANGE.formatted("0", end, ram, "9999999999"), 400, "/memory/0/node", "out of range"),
                Arguments.of(RANGE.formatted("0", end, ram, "-1"), 422, "", "nodes are 0 to 1023"),
                Arguments.of(RANGE.formatted("0", end, ram, "1024"), 422, "", "nodes are 0 to 1023"),
                Arguments.of("{\"memory\":[]}", 400, "/memory", "size"),
                Arguments.of(
                        "{\"memory\":null}",
                        400,
                        "",
                        "one of memory, systemRam, processorAffinity, memoryAffinity, cxlWindows is required"),
                Arguments.of("{\"memory\":{}}", 400, "/memory", "must be an array"),
                Arguments.of("{\"memory\":\"x\"}", 400, "/memory", "must be an array"),
                Arguments.of("{\"memory\":[null]}", 400, "/memory/0", "must not be null"),
                Arguments.of("{\"memory\":[1]}", 400, "/memory/0", "must be an object"),
                Arguments.of("{\"memory\":[{}]}", 400, "/memory/0/end", "is required"),
                Arguments.of(
                        "{\"memory\":[{\"start\":0,\"end\":1,\"type\":\"system-ram\",\"node\":0,\"size\":1}]}",
                        400,
                        "/memory/0/size",
                        "known: end, node, start, type"),
                Arguments.of(
                        "{\"memory\":[" + "{\"start\":0,\"end\":1,\"type\":\"system-ram\",\"node\":0},".repeat(4096)
                                + "{\"start\":0,\"end\":1,\"type\":\"system-ram\",\"node\":0}]}",
                        400,
                        "/memory",
                        "size"));
    }

    static Stream<Arguments> firmware() {
        List<Arguments> cases = new ArrayList<>();
        for (String list :
                List.of("systemRam", "processorAffinity", "genericInitiators", "memoryAffinity", "cxlWindows")) {
            cases.add(Arguments.of("{\"%s\":{}}".formatted(list), 400, "/" + list, "must be an array"));
            cases.add(Arguments.of("{\"%s\":[null]}".formatted(list), 400, "/%s/0".formatted(list), "null"));
            cases.add(Arguments.of("{\"%s\":[[]]}".formatted(list), 400, "/%s/0".formatted(list), "an object"));
            cases.add(Arguments.of("{\"%s\":[{\"x\":1}]}".formatted(list), 400, "/%s/0/x".formatted(list), "unknown"));
        }
        for (String list : List.of("systemRam", "cxlWindows")) {
            cases.add(Arguments.of(
                    "{\"%s\":[{\"start\":0}]}".formatted(list), 400, "/" + list + "/0/end", "is required"));
            cases.add(Arguments.of(
                    "{\"%s\":[{\"start\":9,\"end\":8}]}".formatted(list), 400, "/" + list + "/0/end", "below start"));
        }
        for (String domain : List.of("-1", "4294967296")) {
            for (String list : List.of("processorAffinity", "genericInitiators")) {
                String body = "{\"%s\":[{\"proximityDomain\":%s}]}".formatted(list, domain);
                cases.add(Arguments.of(body, 400, "/%s/0/proximityDomain".formatted(list), "must be"));
            }
        }
        String memory = "{\"memoryAffinity\":[{\"start\":0,\"end\":\"0xfff\",\"proximityDomain\":%s}]}";
        cases.add(Arguments.of(memory.formatted("-1"), 400, "/memoryAffinity/0/proximityDomain", "must be"));
        cases.add(Arguments.of(memory.formatted("4294967296"), 400, "/memoryAffinity/0/proximityDomain", "must be"));
        cases.add(Arguments.of(memory.formatted("0.5"), 400, "/memoryAffinity/0/proximityDomain", "an integer"));
        cases.add(Arguments.of(memory.formatted("\"0\""), 400, "/memoryAffinity/0/proximityDomain", "an integer"));
        for (String flag : List.of("enabled", "hotPluggable", "nonVolatile")) {
            String body = memory.formatted("0,\"%s\":\"true\"".formatted(flag));
            cases.add(Arguments.of(body, 400, "/memoryAffinity/0/" + flag, "true or false"));
            cases.add(Arguments.of(
                    memory.formatted("0,\"%s\":1".formatted(flag)), 400, "/memoryAffinity/0/" + flag, "true or false"));
        }
        cases.add(Arguments.of(
                "{\"processorAffinity\":[{\"proximityDomain\":0,\"type\":\"cpu\"}]}",
                400,
                "/processorAffinity/0/type",
                "apic, x2apic, gicc, rintc or generic-initiator"));
        cases.add(Arguments.of(
                "{\"processorAffinity\":[{\"proximityDomain\":0,\"apicId\":-1}]}",
                400,
                "/processorAffinity/0/apicId",
                "must be"));
        String fullRange = "[{\"start\":0,\"end\":\"0xffffffffffffffff\"%s}]}";
        cases.add(Arguments.of("{\"cxlWindows\":" + fullRange.formatted(""), 422, "", "2^64 bytes"));
        cases.add(Arguments.of(
                "{\"memoryAffinity\":" + fullRange.formatted(",\"proximityDomain\":0"), 422, "", "2^64 bytes"));
        cases.add(Arguments.of("{\"sratRevision\":256,\"systemRam\":[]}", 400, "/sratRevision", "must be"));
        cases.add(Arguments.of("{\"sratRevision\":-1,\"systemRam\":[]}", 400, "/sratRevision", "must be"));
        cases.add(Arguments.of("{\"cxlWindows\":[]}", 422, "", "usable RAM"));
        cases.add(Arguments.of("{\"memoryAffinity\":[]}", 422, "", "usable RAM"));
        cases.add(Arguments.of(
                "{\"cxlWindows\":[" + "{\"start\":0,\"end\":1},".repeat(2048) + "{\"start\":0,\"end\":1}]}",
                400,
                "/cxlWindows",
                "size"));
        return cases.stream();
    }

    static Stream<Arguments> topology() {
        String memory = "\"memory\":[{\"start\":0,\"end\":\"0xfffff\",\"type\":\"system-ram\",\"node\":0}]";
        return Stream.of(
                Arguments.of("{\"name\":\"other\"," + memory + "}", 400, "/name", "differs from the name in the path"),
                Arguments.of("{\"name\":\"-\"," + memory + "}", 400, "/name", "the first must be alphanumeric"),
                Arguments.of("{\"name\":7," + memory + "}", 400, "/name", "must be a string"),
                Arguments.of("{\"kernel\":\"latest\"," + memory + "}", 400, "/kernel", "uname -r"),
                Arguments.of("{\"kernel\":\"\"," + memory + "}", 400, "/kernel", "uname -r"),
                Arguments.of("{\"kernel\":6.12," + memory + "}", 400, "/kernel", "must be a string"),
                Arguments.of("{\"kernel\":\"5.9.1\"," + memory + "}", 400, "", "older than 5.10"),
                Arguments.of("{\"maxNodes\":\"64\"," + memory + "}", 400, "/maxNodes", "an integer"),
                Arguments.of("{\"maxNodes\":3," + memory + "}", 422, "", "power of two"),
                Arguments.of("{\"maxNodes\":0," + memory + "}", 422, "", "power of two"),
                Arguments.of("{\"maxNodes\":-2," + memory + "}", 422, "", "power of two"),
                Arguments.of("{\"maxNodes\":2048," + memory + "}", 422, "", "power of two"),
                Arguments.of("{\"commandLine\":\"numa=fake=4\"," + memory + "}", 422, "", "emulated nodes"),
                Arguments.of("{\"commandLine\":[]," + memory + "}", 400, "/commandLine", "must be a string"),
                Arguments.of(
                        "{\"commandLine\":\"" + "x".repeat(4097) + "\"," + memory + "}", 400, "/commandLine", "size"),
                Arguments.of("{\"labels\":[]," + memory + "}", 400, "/labels", "must be an object"),
                Arguments.of("{\"labels\":{\"a\":1}," + memory + "}", 400, "/labels/a", "must be a string"),
                Arguments.of("{\"labels\":{\"a\":null}," + memory + "}", 400, "/labels/a", "null"),
                Arguments.of("{\"labels\":{\"\":\"x\"}," + memory + "}", 400, "", "1 to 128"),
                Arguments.of("{\"labels\":{\"a=b\":\"x\"}," + memory + "}", 400, "/labels/a=b", "none of them '='"),
                Arguments.of(
                        "{\"labels\":{\"a\":\"" + "x".repeat(257) + "\"}," + memory + "}", 400, "/labels/a", "256"),
                Arguments.of("{\"labels\":{\"a\":\"\\u0007\"}," + memory + "}", 400, "/labels/a", "control"),
                Arguments.of("{\"labels\":{\"a\":\"x\\u202ey\"}," + memory + "}", 400, "/labels/a", "direction mark"),
                Arguments.of("{\"labels\":{\"a\\u2067\":\"x\"}," + memory + "}", 400, "/labels/a?", "direction mark"),
                Arguments.of("{\"labels\":{\"a\":\"\\udc00\"}," + memory + "}", 400, "/labels/a", "control"),
                Arguments.of("{\"cxlWindows\":[]," + memory + "}", 400, "", "cannot be combined with"),
                Arguments.of("{\"sratRevision\":3," + memory + "}", 400, "", "cannot be combined with"),
                Arguments.of("{\"memroy\":[]," + memory + "}", 400, "/memroy", "known: "),
                Arguments.of("{\"\\u0000\\u202e\":[]}", 400, "/??", "unknown field"),
                Arguments.of("{\"" + "x".repeat(3000) + "\":[]}", 400, "", "unknown field"));
    }

    static Stream<Arguments> syntax() {
        return Stream.of(
                Arguments.of("", 400, "", "empty"),
                Arguments.of(" ", 400, "", "empty"),
                Arguments.of("null", 400, "", "must be an object"),
                Arguments.of("[]", 400, "", "must be an object"),
                Arguments.of("7", 400, "", "must be an object"),
                Arguments.of("\"x\"", 400, "", "must be an object"),
                Arguments.of(
                        "{}",
                        400,
                        "",
                        "one of memory, systemRam, processorAffinity, memoryAffinity, cxlWindows is required"),
                Arguments.of("{", 400, "line 1, column 2", "ends too early"),
                Arguments.of("{\"memory\":[", 400, "", "ends too early"),
                Arguments.of("{'memory':[]}", 400, "", "not well-formed"),
                Arguments.of("{\"memory\":[],}", 400, "", "not well-formed"),
                Arguments.of("{\"memory\":[{\"start\":01}]}", 400, "", "not well-formed"),
                Arguments.of("{\"memory\":[{\"start\":0x1}]}", 400, "", "not well-formed"),
                Arguments.of("{\"memory\":[{\"start\":NaN}]}", 400, "", "not well-formed"),
                Arguments.of("{} x", 400, "", "not well-formed"),
                Arguments.of("{\"cxlWindows\":[]} {}", 400, "line 1, column 19", "more text follows"),
                Arguments.of("{\"kernel\":\"7.3\",\"kernel\":\"7.3\"}", 400, "", "occurs twice"),
                Arguments.of("{\"labels\":{\"a\":\"1\",\"a\":\"2\"}}", 400, "", "occurs twice"),
                Arguments.of("[".repeat(100_000), 400, "", "object"),
                Arguments.of("{\"x\":" + "[".repeat(100_000), 400, "", ""),
                Arguments.of("{\"memory\":" + "[".repeat(100_000), 400, "/memory/0", "must be an object"),
                Arguments.of("{\"memory\":" + "{\"a\":".repeat(100_000), 400, "/memory", "must be an array"));
    }

    @Test
    void aHeaderIsNotAQueryParameter() {
        HttpResponse<String> plain = api.get("/api/v1/topologies/bad/meminfo");
        assertThat(api.get("/api/v1/topologies/bad/meminfo", "kernel", "6.12", "rule", "none", "revision", "9")
                        .body())
                .isEqualTo(plain.body());
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @MethodSource
    void aBadParameterIsRefusedByName(String path, int status, String pointer, String detail) {
        JsonNode problem = problem(api.get(path), status);
        assertThat(problem.toString()).contains(detail);
        if (!pointer.isEmpty()) {
            assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(pointer);
        }
    }

    static Stream<Arguments> aBadParameterIsRefusedByName() {
        String lookup = "/api/v1/topologies/bad/lookup";
        String diff = "/api/v1/topologies/bad/diff";
        return Stream.of(
                Arguments.of(lookup, 400, "address", "is required"),
                Arguments.of(lookup + "?address=", 400, "address", "has no digits"),
                Arguments.of(lookup + "?address", 400, "address", "has no digits"),
                Arguments.of(lookup + "?address=0x", 400, "address", "has no digits"),
                Arguments.of(lookup + "?address=0xg", 400, "address", "hexadecimal"),
                Arguments.of(lookup + "?address=-1", 400, "address", "neither"),
                Arguments.of(lookup + "?address=1e3", 400, "address", "neither"),
                Arguments.of(lookup + "?address=18446744073709551616", 400, "address", "64 bits"),
                Arguments.of(lookup + "?address=1&address=2", 400, "address", "twice"),
                Arguments.of(lookup + "?address=%00%0a", 400, "address", "neither"),
                Arguments.of(lookup + "?address=%F0%9F%98%80", 400, "address", "neither"),
                Arguments.of(lookup + "?address=1&kernel=x", 400, "kernel", "uname -r"),
                Arguments.of(lookup + "?address=1&kernel=", 400, "kernel", "uname -r"),
                Arguments.of(lookup + "?address=1&kernel=5.9", 400, "", "older than 5.10"),
                Arguments.of(lookup + "?address=1&rule=newest", 400, "rule", "prefer-reserved, prefer-online or stub"),
                Arguments.of(lookup + "?address=1&explain=yes", 400, "explain", "true or false"),
                Arguments.of("/api/v1/topologies/none/lookup?address=1", 404, "", "no topology named 'none'"),
                Arguments.of("/api/v1/topologies/none", 404, "", "no topology named 'none'"),
                Arguments.of("/api/v1/topologies/none/meminfo", 404, "", "no topology named 'none'"),
                Arguments.of("/api/v1/topologies/bad/meminfo?rule=1", 400, "rule", "must be"),
                Arguments.of("/api/v1/topologies/-bad", 400, "name", "starts with a letter or digit"),
                Arguments.of("/api/v1/topologies/" + "x".repeat(129), 400, "name", "1 to 128"),
                Arguments.of("/api/v1/topologies/a%0ab", 400, "", "not well-formed"),
                Arguments.of(
                        "/api/v1/topologies?"
                                + IntStream.range(0, 17)
                                        .mapToObj(i -> "label=k" + i + "=v")
                                        .collect(Collectors.joining("&")),
                        400,
                        "label",
                        "at most 16 labels"),
                Arguments.of("/api/v1/topologies?limit=0", 400, "limit", "an integer from 1 to 1000"),
                Arguments.of("/api/v1/topologies?limit=1001", 400, "limit", "1 to 1000"),
                Arguments.of("/api/v1/topologies?limit=x", 400, "limit", "an integer"),
                Arguments.of("/api/v1/topologies?limit=99999999999", 400, "limit", "an integer"),
                Arguments.of("/api/v1/topologies?cursor=%25", 400, "cursor", "nextCursor"),
                Arguments.of("/api/v1/topologies?cursor=LQ", 400, "cursor", "nextCursor"),
                Arguments.of("/api/v1/topologies?label=rack", 400, "label", "key=value"),
                Arguments.of("/api/v1/topologies?label=a=1&label=a=2", 400, "label", "two values"),
                Arguments.of("/api/v1/topologies?label=", 400, "label", "key=value"),
                Arguments.of(diff + "?from=0", 400, "from", "a revision is a number"),
                Arguments.of(diff + "?from=", 400, "from", "a revision is a number"),
                Arguments.of(diff + "?from=0x1", 400, "from", "a revision is a number"),
                Arguments.of(diff + "?from=1&to=-1", 400, "to", "a revision is a number"),
                Arguments.of(diff + "?from=1&to=9999999999", 400, "to", "a revision is a number"),
                Arguments.of(diff + "?from=1&from=2", 400, "from", "twice"),
                Arguments.of(diff + "?from=1&kernel=", 400, "kernel", "uname -r"),
                Arguments.of(diff + "?from=1&kernel=6.12,7.3", 400, "kernel", "'6.12,7.3' is not a release"),
                Arguments.of(diff + "?from=1&kernel=7.3&kernel=", 400, "kernel", "uname -r"),
                Arguments.of(diff + "?from=1&kernel=7.3&kernel=5.9", 400, "", "older than 5.10"),
                Arguments.of(diff + "?from=1&kernel=7.3&kernel=6.12&kernel=7.3", 400, "kernel", "twice"),
                Arguments.of(diff + "?from=1" + "&kernel=7.3".repeat(17), 400, "kernel", "at most 16 times"),
                Arguments.of(diff + "?from=1&rule=newest", 400, "rule", "prefer-reserved, prefer-online or stub"),
                Arguments.of("/api/v1/topologies/none/diff", 404, "", "no topology named 'none'"),
                Arguments.of("/api/v1/kernels/latest", 400, "release", "uname -r"),
                Arguments.of("/api/v1/kernels/5.9", 400, "", "older than 5.10"),
                Arguments.of("/api/v1/kernels/7.3/x", 404, "", "Nothing exists at this path"),
                Arguments.of("/api/v2/topologies", 404, "", "Nothing exists at this path"),
                Arguments.of("/problems/unheard-of", 404, "", "/problems lists all"));
    }

    @ParameterizedTest(name = "{0} {1} {2} -> {4}")
    @MethodSource
    void aRequestThatDoesNotFitTheCallIsRefused(
            String method, String path, String contentType, String body, int status, String detail) {
        HttpResponse<String> response = contentType.isEmpty()
                ? api.send(method, path, BodyPublishers.ofString(body))
                : api.send(method, path, contentType, body);
        assertThat(problem(response, status).toString()).contains(detail);
    }

    static Stream<Arguments> aRequestThatDoesNotFitTheCallIsRefused() {
        String one = "/api/v1/topologies/bad";
        String lookup = one + "/lookup";
        String form = "multipart/form-data; boundary=B";
        return Stream.of(
                Arguments.of("PATCH", one, Api.JSON, "{}", 405, "The method must be one of "),
                Arguments.of("DELETE", "/api/v1/kernels", "", "", 405, "GET"),
                Arguments.of("PUT", one, "", "{}", 415, "application/json"),
                Arguments.of("PUT", one, "application/xml", "<a/>", 415, "application/json"),
                Arguments.of("PUT", one, "nonsense", "{}", 415, "application/json"),
                Arguments.of("PUT", one, "text/plain; charset=unheard-of", "{}", 415, "application/json"),
                Arguments.of("PUT", one, "application/x-www-form-urlencoded", "a=%zz", 415, "application/json"),
                Arguments.of("PUT", one, Api.TEXT, "", 400, "empty"),
                Arguments.of("PUT", one, "multipart/form-data", "x", 400, "boundary"),
                Arguments.of("PUT", one, form, "", 400, "part"),
                Arguments.of("PUT", one, form, "junk", 400, "part"),
                Arguments.of("PUT", one, form, "--B\r\n", 400, "part"),
                Arguments.of("PUT", one, form, part("zip", "x") + "--B--", 400, "known files: srat, cedt"),
                Arguments.of("PUT", one, form, part("srat", "x") + part("srat", "y") + "--B--", 400, "occurs twice"),
                Arguments.of(
                        "PUT",
                        one,
                        form,
                        part("kernel", "7.3") + "--B--",
                        400,
                        "at least one of these parts is required: srat, cedt"),
                Arguments.of("PUT", one, form, part("kernel", "x") + part("srat", "y") + "--B--", 400, "uname -r"),
                Arguments.of("PUT", one, form, part("maxNodes", "x") + part("srat", "y") + "--B--", 400, "decimal"),
                Arguments.of("PUT", one, form, part("label", "x") + part("srat", "y") + "--B--", 400, "key=value"),
                Arguments.of(
                        "PUT",
                        one,
                        form,
                        part("name", "-") + part("srat", "y") + "--B--",
                        400,
                        "starts with a letter or digit"),
                Arguments.of(
                        "PUT", one, form, part("name", "x".repeat(5000)) + part("srat", "y") + "--B--", 400, "4096"),
                Arguments.of("PUT", one, form, part("label", "a=b").repeat(200) + "--B--", 413, ""),
                Arguments.of(
                        "POST",
                        Api.TOPOLOGIES,
                        Api.JSON,
                        Api.example("mission.json"),
                        400,
                        "is required; with PUT, the name is in the path"),
                Arguments.of("POST", Api.TOPOLOGIES, Api.TEXT, "x", 415, "application/json"),
                Arguments.of("POST", lookup, "image/png", "x", 415, "text/plain"),
                Arguments.of("POST", lookup, "", "x", 415, "text/plain"),
                Arguments.of("POST", lookup, "application/x-www-form-urlencoded", "a=%zz", 415, "text/plain"),
                Arguments.of("POST", Api.TOPOLOGIES, "application/x-www-form-urlencoded", "a=1&a=%zz", 415, ""),
                Arguments.of("POST", lookup, Api.JSON, "[]", 400, "must be an object"),
                Arguments.of("POST", lookup, Api.JSON, "{}", 400, "/addresses"),
                Arguments.of("POST", lookup, Api.JSON, "{\"addresses\":null}", 400, "/addresses"),
                Arguments.of("POST", lookup, Api.JSON, "{\"addresses\":1}", 400, "must be an array"),
                Arguments.of("POST", lookup, Api.JSON, "{\"addresses\":[0,1,2,\"x\"]}", 400, "/addresses/3"),
                Arguments.of("POST", lookup, Api.JSON, "{\"addresses\":[0,null]}", 400, "/addresses/1"),
                Arguments.of("POST", lookup, Api.JSON, "{\"addresses\":[[]]}", 400, "/addresses/0"),
                Arguments.of("POST", lookup, Api.JSON, "{\"addresses\":[1", 400, "too early"),
                Arguments.of("POST", lookup, Api.JSON, "{\"addresses\":[-1]}", 400, "/addresses/0"),
                Arguments.of("POST", lookup, Api.JSON, "{\"addresses\":[1.5]}", 400, "/addresses/0"),
                Arguments.of("POST", lookup, Api.JSON, "{\"addresses\":" + "[".repeat(100_000), 400, "/addresses/0"),
                Arguments.of("POST", lookup + "?unit=kib", Api.TEXT, "1", 400, "bytes or pfn"),
                Arguments.of("POST", lookup + "?unit=pfn&pageSize=3", Api.TEXT, "1", 400, "power of two"),
                Arguments.of("POST", lookup + "?unit=pfn&pageSize=0", Api.TEXT, "1", 400, "power of two"),
                Arguments.of("POST", lookup + "?unit=pfn&pageSize=x", Api.TEXT, "1", 400, "pageSize"),
                Arguments.of("POST", lookup + "?kernel=1.0", Api.TEXT, "1", 400, "older than 5.10"),
                Arguments.of("POST", "/api/v1/topologies/none/lookup", Api.TEXT, "1", 404, "no topology"),
                Arguments.of("DELETE", "/api/v1/topologies/none", "", "", 404, "no topology"),
                Arguments.of("POST", "/nothing", Api.JSON, "{}", 404, ""));
    }

    @Test
    void anAcceptHeaderWithoutAProducedTypeIsAnsweredWith406() {
        String lookup = "/api/v1/topologies/bad/lookup?address=0";
        for (String accept : List.of("image/png", "nonsense", "text/csv", "a/b/c")) {
            problem(api.get(lookup, "Accept", accept), 406);
        }
    }

    private static String part(String name, String content) {
        return "--B\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, content);
    }

    /** Checks the properties of every problem: the media type, a page, texts, and no names from Java. */
    private JsonNode problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(response.body())
                .doesNotContain("java", "springframework", "jackson", "Exception", "io.targetnode")
                .hasSizeLessThan(6000);
        JsonNode problem = Api.json(response);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asString()).isNotBlank();
        assertThat(problem.get("instance").asString()).startsWith("/");
        HttpResponse<String> page = api.get(problem.get("type").asString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>" + problem.get("title").asString() + "</h1>");
        return problem;
    }
}
