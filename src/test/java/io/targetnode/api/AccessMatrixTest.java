package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.nimbusds.jose.JOSEException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Every call with every kind of credential. A call that is not classified here fails the test. */
@ExtendWith(OutputCaptureExtension.class)
class AccessMatrixTest {

    private enum Need {
        NOTHING,
        READ,
        WRITE,
        ADMIN
    }

    private static final String READER = "reader-0123456789";
    private static final String WRITER = "writer-0123456789";
    private static final String ADMIN = "admin-0123456789";
    private static final String OTHER = "other-0123456789";

    private static final Map<Need, Set<String>> OPERATIONS = Map.of(
            Need.READ,
            Set.of(
                    ("listTopologies getTopology listRevisions getRevision lookup lookupBatch getMeminfo getSegments nodes diff"
                                    + " compare audit tryRegion verification auditFleet listKernels getKernel replay replayLookup"
                                    + " replayRegion replayMeminfo replaySegments replayNodes replayCompare replayAudit replayVerification map replayMap reproduce replayReproduce"
                                    + " events")
                            .split(" ")),
            Need.WRITE,
            Set.of("createTopology", "putTopology", "deleteTopology", "restoreRevision"),
            Need.ADMIN,
            Set.of("exportAll", "importAll", "listAuditLog"));

    /** The mapped pages. */
    private static final Set<String> PAGES = Set.of(
            "/collect.sh",
            "/findings",
            "/findings/{id}",
            "/problems",
            "/problems/{slug}",
            "/swagger-ui.html",
            "/v3/api-docs",
            "/v3/api-docs.yaml",
            "/v3/api-docs/swagger-config");

    private static final Set<String> ADMIN_ENDPOINTS = Set.of("info", "metrics", "loggers", "env");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static RunningService service;
    private static JsonNode document;

    /** Credentials by name, with what they may do; the name of a restricted one ends with {@code @other}. */
    private static final Map<String, String> CREDENTIALS = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws IOException, JOSEException {
        Tokens tokens = new Tokens();
        service = RunningService.start(
                "targetnode.data-dir=" + folder.resolve("data"),
                "targetnode.api-keys=%s:read,%s:write,%s:admin,%s:read+write@other-*+spare"
                        .formatted(READER, WRITER, ADMIN, OTHER),
                "targetnode.access-failures=0",
                "targetnode.cors-origins=https://a.example",
                "management.endpoints.web.exposure.include=health,prometheus," + String.join(",", ADMIN_ENDPOINTS),
                tokens.setting(folder));
        CREDENTIALS.put("read", READER);
        CREDENTIALS.put("none", "");
        CREDENTIALS.put("wrong", READER + "x");
        CREDENTIALS.put("expired", tokens.token("read write admin", "", Duration.ofMinutes(-5)));
        CREDENTIALS.put("foreign", new Tokens().token("read write admin", "", Duration.ofMinutes(5)));
        CREDENTIALS.put("write", WRITER);
        CREDENTIALS.put("admin", ADMIN);
        CREDENTIALS.put("read+write@other", OTHER);
        CREDENTIALS.put("read (token)", tokens.token("openid targetnode.read", "", Duration.ofMinutes(5)));
        CREDENTIALS.put("read+write (token)@other", tokens.token("read write", "other-*", Duration.ofMinutes(5)));
        CREDENTIALS.put("admin (token)", tokens.token("targetnode.admin", "", Duration.ofMinutes(5)));
        document = Api.json(service.api().get("/v3/api-docs"));
        assertThat(send("PUT", "/api/v1/topologies/matrix", WRITER, json("mission.json"), "application/json"))
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everyOperationNeedsItsScope() {
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String id = operation.getValue().get("operationId").asString();
                Need need = OPERATIONS.entrySet().stream()
                        .filter(entry -> entry.getValue().contains(id))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("not classified: " + id));
                String url = url(path.getKey(), need);
                String method = operation.getKey().toUpperCase(Locale.ROOT);
                String body = id.equals("createTopology")
                        ? Api.example("mission.json").replaceFirst("\\{", "{\"name\": \"matrix\",")
                        : "{";
                CREDENTIALS.forEach((name, credential) -> assertThat(
                                send(method, url, credential, BodyPublishers.ofString(body), "application/json"))
                        .as("%s %s with %s", method, url, name)
                        .satisfies(status -> assertStatus(status, name, need)));
            }
        }
    }

    /** The topology does not exist for writes, so that nothing is changed. */
    private static String url(String path, Need need) {
        String url = path.replace("{name}", need == Need.WRITE ? "missing" : "matrix")
                .replace("{revision}", "1")
                .replace("{release}", "6.12.74");
        return url + (path.endsWith("/lookup") ? "?address=0x20000000" : "");
    }

    private static void assertStatus(int status, String credential, Need need) {
        String[] parts = credential.split("@");
        boolean isValid = Set.of("read", "write", "admin").contains(parts[0].split("[+ ]")[0]);
        boolean isAllowed = isValid
                && parts[0].contains(need.name().toLowerCase(Locale.ROOT))
                && (need != Need.WRITE || parts.length == 1);
        if (need == Need.NOTHING || isAllowed) {
            assertThat(status).isNotIn(401, 403).isLessThan(500);
        } else {
            assertThat(status).isEqualTo(isValid ? 403 : 401);
        }
    }

    /** The credentials take turns, so that an answer of the fast path would go to a request that must not get it. */
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain"})
    void aLookUpOnTheFastPathNeedsTheScopeRead(String accept) {
        for (int round = 0; round < 3; round++) {
            CREDENTIALS.forEach((name, credential) -> assertThat(send(
                            "GET",
                            "/api/v1/topologies/matrix/lookup?address=0x20000000",
                            credential,
                            BodyPublishers.noBody(),
                            "application/json",
                            "Accept",
                            accept))
                    .as(name)
                    .satisfies(status -> assertStatus(status, name, Need.READ)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/octet-stream", "text/plain", "application/json"})
    void aBatchNeedsTheScopeRead(String type) {
        byte[] body = type.endsWith("json")
                ? "{\"addresses\":[\"0x0\"]}".getBytes(StandardCharsets.US_ASCII)
                : type.startsWith("text") ? "0x0\n".getBytes(StandardCharsets.US_ASCII) : new byte[8];
        for (int round = 0; round < 3; round++) {
            CREDENTIALS.forEach((name, credential) -> Stream.of(
                            BodyPublishers.ofByteArray(body),
                            // Chunked: the regular path.
                            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                    .forEach(publisher -> assertThat(
                                    send("POST", "/api/v1/topologies/matrix/lookup", credential, publisher, type))
                            .as(name)
                            .satisfies(status -> assertStatus(status, name, Need.READ))));
        }
    }

    @Test
    void aRestrictedCredentialWritesOnlyItsTopologies() {
        for (String credential : List.of("read+write@other", "read+write (token)@other")) {
            String token = Objects.requireNonNull(CREDENTIALS.get(credential));
            HttpResponse<String> refused = service.api().as(token).put("matrix", Api.example("mission.json"));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(Api.json(refused).get("detail").asString()).contains("may write only the topologies other-*");
            assertThat(send("PUT", "/api/v1/topologies/other-1", token, json("mission.json"), "application/json"))
                    .isIn(200, 201);
            String named = Api.example("mission.json").replaceFirst("\\{", "{\"name\": \"other-2\",");
            assertThat(send("POST", "/api/v1/topologies", token, BodyPublishers.ofString(named), "application/json"))
                    .isIn(201, 409);
            assertThat(send("DELETE", "/api/v1/topologies/other-1", token, BodyPublishers.noBody(), "text/plain"))
                    .isEqualTo(204);
        }
        assertThat(send("PUT", "/api/v1/topologies/spare", OTHER, json("mission.json"), "application/json"))
                .isEqualTo(201);
        assertThat(send("PUT", "/api/v1/topologies/spare-2", OTHER, json("mission.json"), "application/json"))
                .isEqualTo(403);
    }

    @Test
    void aWriteIsLoggedWithItsCallerAndItsOutcome(CapturedOutput output) {
        send("PUT", "/api/v1/topologies/logged", WRITER, json("mission.json"), "application/json");
        send("PUT", "/api/v1/topologies/logged", OTHER, json("mission.json"), "application/json");
        send("PUT", "/api/v1/topologies/logged", "", json("mission.json"), "application/json");
        send("POST", "/api/v1/topologies/logged/lookup", WRITER, json("batch.json"), "application/json");
        // A line is written after the answer, so the order of two lines is not known.
        await().untilAsserted(() -> assertThat(
                        output.getOut().lines().filter(line -> line.matches(".*io.targetnode.audit.*/logged.*")))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .contains(
                                        "PUT /api/v1/topologies/logged by key:28c96510 from 127.0.0.1: create logged, status 201, revision 1"),
                        line -> assertThat(line)
                                .contains("PUT /api/v1/topologies/logged by key:", ": refused logged, status 403")));
        assertThat(output.getAll()).doesNotContain(WRITER, OTHER);
    }

    @Test
    void pagesIgnoreCredentialsAndEveryPageIsClassified() {
        Set<String> mapped = new TreeSet<>();
        service.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> mapped.addAll(mapping.getPatternValues()));
        mapped.removeIf(path -> path.startsWith("/api/v1/") || path.equals("/error"));
        assertThat(PAGES).containsAll(mapped);
        Stream.concat(
                        mapped.stream(),
                        Stream.of(
                                "/",
                                "/docs/README.md",
                                "/favicon.ico",
                                "/swagger-ui/index.html",
                                "/swagger-ui/swagger-ui.css"))
                .map(path -> path.replace("{slug}", "unauthorized").replace("{id}", "window-inside-ram-span"))
                .forEach(path -> CREDENTIALS.forEach((name, credential) -> assertThat(
                                send("GET", path, credential, BodyPublishers.noBody(), "text/plain"))
                        .as("%s with %s", path, name)
                        .isIn(200, 302)));
    }

    @Test
    void endpointsOfTheActuatorNeedAdminButPrometheusReadAndHealthNothing() {
        Set<String> endpoints = new TreeSet<>();
        service.bean("webEndpointDiscoverer", WebEndpointsSupplier.class)
                .getEndpoints()
                .forEach(endpoint -> endpoints.add(endpoint.getEndpointId().toString()));
        endpoints.remove("health");
        assertThat(endpoints.remove("prometheus")).isTrue();
        assertThat(endpoints).containsExactlyInAnyOrderElementsOf(ADMIN_ENDPOINTS);
        CREDENTIALS.forEach((name, credential) -> assertThat(
                        send("GET", "/actuator/prometheus", credential, BodyPublishers.noBody(), "text/plain"))
                .as("prometheus with %s", name)
                .satisfies(status -> assertStatus(status, name, Need.READ)));
        CREDENTIALS.forEach((name, credential) -> {
            for (String endpoint : endpoints) {
                assertThat(send("GET", "/actuator/" + endpoint, credential, BodyPublishers.noBody(), "text/plain"))
                        .as("%s with %s", endpoint, name)
                        .satisfies(status -> assertStatus(status, name, Need.ADMIN));
            }
        });
        for (String path : List.of("", "/liveness", "/readiness")) {
            CREDENTIALS.forEach((name, credential) -> assertThat(
                            send("GET", "/actuator/health" + path, credential, BodyPublishers.noBody(), "text/plain"))
                    .as("health%s with %s", path, name)
                    .isEqualTo(200));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/export",
                "HEAD /api/v1/export",
                "OPTIONS /api/v1/export",
                "GET /api/v1/%65xport",
                "GET /api/v1/export/",
                "GET //api/v1/export",
                "GET /api//v1/export",
                "GET /api/v1/./export",
                "GET /api/v1/x/../export",
                "GET /api/v1/%2e/export",
                "GET /api/v1/export;x=1",
                "GET /api;x=1/v1/export",
                "GET /swagger-ui/../api/v1/export",
                "GET /swagger-ui/..;/api/v1/export",
                "GET /problems/%2e%2e/api/v1/export",
                "GET /API/V1/EXPORT",
                "GET /error",
                "GET http://localhost/api/v1/export",
                "POST /api/v1/replay/../export",
                "POST /api/v1/import",
                "TRACE /api/v1/export",
                "PATCH /api/v1/export"
            })
    void noSpellingOfAPathGoesRoundTheRule(String call) throws IOException {
        for (String credential : List.of("", READER, WRITER)) {
            try (RawExchange exchange = new RawExchange(service.api().port())) {
                exchange.send((call + " HTTP/1.1\r\nHost: localhost\r\nX-HTTP-Method-Override: GET\r\n"
                                + (credential.isEmpty() ? "" : "Authorization: Bearer " + credential + "\r\n")
                                + "Content-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                int status = exchange.head().status();
                assertThat(status).as(credential).isBetween(400, 405);
            }
        }
    }

    @Test
    void theCollectorSendsTheKeyOfItsEnvironment() throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("collect.sh"), service.api().get("/collect.sh").body());
        Path tables = Files.createDirectories(folder.resolve("root/sys/firmware/acpi/tables"));
        Files.copy(Path.of("src/test/resources/machines/E-seed-sandwich/7.3.4/SRAT.bin"), tables.resolve("SRAT"));
        for (String credential : List.of("", READER, WRITER)) {
            ProcessBuilder collector = new ProcessBuilder(
                            "sh", script.toString(), service.api().base(), "collected")
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            collector
                    .environment()
                    .put("TARGETNODE_ROOT", folder.resolve("root").toString());
            collector.environment().put("TARGETNODE_API_KEY", credential);
            Process process = collector.start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assumeFalse(process.waitFor() == 127, "curl is not installed: nothing is uploaded (package curl)");
            // What is uploaded depends on the host of the test, whose boot log the script reads.
            if (credential.equals(WRITER)) {
                assertThat(answer).doesNotContain("unauthorized", "not-permitted");
            } else {
                assertThat(answer)
                        .contains(credential.isEmpty() ? "/problems/unauthorized" : "/problems/not-permitted");
            }
        }
    }

    @Test
    void aCallThatDoesNotExistIsRefusedWithoutNamingAScopeOnly() {
        HttpResponse<String> refused = service.api().as(WRITER).send("POST", "/api/v1/topology", Api.JSON, "");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Api.json(refused).get("detail").asString())
                .startsWith("The OpenAPI document has no call with this method and path.");
    }

    @Test
    void theCredentialIsCheckedBeforeAClientSendsItsBody() throws IOException {
        for (String credential : List.of("", READER, WRITER)) {
            try (RawExchange exchange = new RawExchange(service.api().port())) {
                exchange.send(
                        ("PUT /api/v1/topologies/expecting HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                                        + "Content-Type: application/json\r\nContent-Length: 2\r\nAuthorization: Bearer "
                                        + credential
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(exchange.head().status())
                        .as(credential)
                        .isEqualTo(credential.isEmpty() ? 401 : credential.equals(READER) ? 403 : 100);
            }
        }
    }

    @Test
    void aRefusalIsAProblemWithAChallenge() {
        HttpResponse<String> none = service.api().get("/api/v1/topologies");
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"targetnode\"");
        assertThat(Api.json(none).get("type").asString()).isEqualTo("/problems/unauthorized");
        assertThat(none.headers().firstValue("Set-Cookie")).isEmpty();
        HttpResponse<String> wrong = service.api().as("no").get("/api/v1/topologies");
        assertThat(wrong.headers().firstValue("WWW-Authenticate").orElse("")).contains("error=\"invalid_token\"");
        HttpResponse<String> forbidden = service.api().as(READER).get("/api/v1/export");
        assertThat(forbidden.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("error=\"insufficient_scope\", scope=\"admin\"");
        assertThat(Api.json(forbidden).get("type").asString()).isEqualTo("/problems/not-permitted");
    }

    @Test
    void securityAddsNoHeadersToAnswers() {
        Api reader = service.api().as(READER);
        HttpResponse<String> answer = reader.get("/api/v1/topologies/matrix");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(answer.headers().map().keySet())
                .doesNotContain("pragma", "expires", "set-cookie", "x-frame-options");
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(reader.get("/api/v1/topologies/matrix", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void aPageOfAnAllowedOriginMaySendACredential() throws IOException {
        try (RawExchange exchange = new RawExchange(service.api().port())) {
            exchange.send("""
                    OPTIONS /api/v1/topologies/matrix HTTP/1.1\r
                    Host: localhost\r
                    Origin: https://a.example\r
                    Access-Control-Request-Method: PUT\r
                    Access-Control-Request-Headers: authorization\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            RawExchange.Head preflight = exchange.head();
            assertThat(preflight.status()).isEqualTo(200);
            assertThat(preflight.fields()).containsEntry("access-control-allow-headers", "authorization");
        }
        HttpResponse<String> refused = service.api().get("/api/v1/topologies", "Origin", "https://a.example");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains("https://a.example");
    }

    private static BodyPublisher json(String example) {
        return BodyPublishers.ofString(Api.example(example));
    }

    /** The status of the answer, whose body is not read: that of the events does not end. */
    private static int send(
            String method, String path, String credential, BodyPublisher body, String type, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(service.api().base() + path))
                .method(method, body)
                .header("Content-Type", type);
        Optional.of(credential)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> request.header("Authorization", "Bearer " + text));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<InputStream> answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }
}
