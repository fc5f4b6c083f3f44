package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a service answers that has no credentials, by the address on which it listens. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class AccessModesTest {

    private static final String KERNELS = "/api/v1/kernels";

    @TempDir
    private Path store;

    @Test
    void onLoopbackEveryCallIsAnswered(@LocalServerPort int port) {
        Api api = new Api(port);
        assertThat(api.get(KERNELS).statusCode()).isEqualTo(200);
        assertThat(api.as("something").get(KERNELS).statusCode()).isEqualTo(200);
    }

    @Test
    void elsewhereOnlyHealthAndPagesAreAnswered(CapturedOutput output) {
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
            assertThat(output.getOut())
                    .contains("every call but health is refused (401), because SERVER_ADDRESS is not loopback");
        }
    }

    private static void aSourceOfWrongCredentialsIsLimited(Api api) {
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> wrong = api.as("wrong").get(KERNELS);
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(Api.json(wrong).get("detail").asString()).contains("TARGETNODE_API_KEYS");
        }
        HttpResponse<String> limited = api.as("wrong").get(KERNELS);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("60");
        assertThat(Api.json(limited).get("type").asString()).isEqualTo("/problems/too-many-failures");
    }

    @Test
    void anOpenServiceAnswersEverybodyAndWarns(CapturedOutput output) {
        try (RunningService service = RunningService.start(
                "targetnode.data-dir=" + store, "server.address=0.0.0.0", "targetnode.access=open")) {
            assertThat(service.api().get(KERNELS).statusCode()).isEqualTo(200);
            assertThat(output.getOut())
                    .containsPattern(
                            "WARN .* of every host that can connect .* TARGETNODE_ACCESS=open; SERVER_ADDRESS is not");
        }
    }

    @Test
    void theAddressOfTheActuatorCountsToo(CapturedOutput output) {
        try (RunningService service = RunningService.start(
                "targetnode.data-dir=" + store, "management.server.port=0", "management.server.address=0.0.0.0")) {
            assertThat(service.api().get(KERNELS).statusCode()).isEqualTo(401);
            assertThat(output.getOut()).contains("because MANAGEMENT_SERVER_ADDRESS is not loopback");
        }
    }
}
