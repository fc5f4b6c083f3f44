package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a service answers that has no credentials, by the address on which it listens. */
@ServerTest
class AccessModesTest {

    private static final String KERNELS = "/api/v1/kernels";

    @TempDir
    private Path store;

    @Test
    void onLoopbackEveryCallIsAnswered(@LocalServerPort int port) {
        Api api = new Api(port);
        assertThat(api.get(KERNELS).statusCode()).isEqualTo(200);
        assertThat(api.get(KERNELS, "Authorization", "Bearer something").statusCode())
                .isEqualTo(200);
    }

    @Test
    void elsewhereOnlyHealthAndPagesAreAnswered() {
        try (RunningService service = RunningService.start(
                "targetnode.data-dir=" + store,
                "server.address=0.0.0.0",
                "management.server.port=0",
                "targetnode.access-failures=2")) {
            Api api = service.api();
            HttpResponse<String> refused = api.get(KERNELS);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(Api.json(refused).get("detail").asString())
                    .contains("TARGETNODE_API_KEYS", "TARGETNODE_ACCESS=open");
            assertThat(api.get("/problems/unauthorized").statusCode()).isEqualTo(200);
            assertThat(service.management().get("/actuator/health/readiness").statusCode())
                    .isEqualTo(200);
            assertThat(service.management().get("/actuator/info").statusCode()).isEqualTo(401);
            aSourceOfWrongCredentialsIsLimited(api);
        }
    }

    private static void aSourceOfWrongCredentialsIsLimited(Api api) {
        for (int i = 0; i < 2; i++) {
            assertThat(api.get(KERNELS, "Authorization", "Bearer wrong").statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> limited = api.get(KERNELS, "Authorization", "Bearer wrong");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("60");
        assertThat(Api.json(limited).get("type").asString()).isEqualTo("/problems/too-many-failures");
    }

    @Test
    void anOpenServiceAnswersEverybody() {
        try (RunningService service = RunningService.start(
                "targetnode.data-dir=" + store, "server.address=0.0.0.0", "targetnode.access=open")) {
            assertThat(service.api().get(KERNELS).statusCode()).isEqualTo(200);
        }
    }
}
