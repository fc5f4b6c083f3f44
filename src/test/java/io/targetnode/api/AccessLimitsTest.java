package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits for each credential and for each prefix. */
class AccessLimitsTest {

    private static final String WRITER = "writer-0123456789";
    private static final String LOOKUP = "/api/v1/topologies/limits/lookup?address=0x0";

    @TempDir
    private static Path folder;

    private static RunningService service;
    private static Api api;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                "targetnode.data-dir=" + folder,
                "targetnode.credential-rate=2",
                "targetnode.quotas=team-*:1,big-*:100B",
                ("targetnode.api-keys=%s:write,reader-0123456789:read,reader-regular-path:read"
                                + ",reader-idle-012345:read")
                        .formatted(WRITER));
        api = service.api();
        assertThat(put("limits").statusCode()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static HttpResponse<String> put(String name) {
        return api.as(WRITER).put(name, Api.example("mission.json"));
    }

    private static HttpResponse<String> get(String path, String key) {
        return api.as(key).get(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reader-0123456789 ", "reader-regular-path &explain=true"})
    void aCredentialAboveItsRateIsRefusedOnBothPaths(String call) {
        String[] parts = call.split(" ", -1);
        HttpResponse<String> answer = get(LOOKUP + parts[1], parts[0]);
        int answered = 0;
        while (answer.statusCode() == 200) {
            answered++;
            assertThat(answered).isLessThan(1000);
            answer = get(LOOKUP + parts[1], parts[0]);
        }
        assertThat(answered).isGreaterThanOrEqualTo(20);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().allValues("Retry-After")).containsExactly("1");
        assertThat(Api.json(answer).get("type").asString()).isEqualTo("/problems/too-many-requests");
        assertThat(get("/actuator/health", parts[0]).statusCode()).isEqualTo(200);
        assertThat(get(LOOKUP, "reader-idle-012345").statusCode()).isEqualTo(200);
    }

    @Test
    void anUploadAboveAQuotaIsRefusedWithTheLimitAndTheUsage() {
        assertThat(put("team-1").statusCode()).isEqualTo(201);
        HttpResponse<String> refused = put("team-2");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Api.json(refused).get("type").asString()).isEqualTo("/problems/quota-exceeded");
        assertThat(Api.json(refused).get("detail").asString())
                .isEqualTo("The quota of team-* is 1 topologies, and this upload would make it 2.");
        assertThat(put("team-1").statusCode()).isEqualTo(200);
        assertThat(Api.json(put("big-1")).get("detail").asString())
                .startsWith("The quota of big-* is 100 bytes in stored revisions, and this upload would make it ");
        assertThat(get(Api.TOPOLOGIES + "/big-1", "reader-idle-012345").statusCode())
                .isEqualTo(404);
    }
}
