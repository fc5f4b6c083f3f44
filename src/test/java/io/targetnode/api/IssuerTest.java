package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tokens of an issuer whose keys are fetched. Each test has a client address of its own. */
@ExtendWith(OutputCaptureExtension.class)
class IssuerTest {

    private static final String KERNELS = "/api/v1/kernels";

    private static final Duration LIFE = Duration.ofMinutes(5);

    private static final AtomicInteger FETCHES = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static HttpServer issuer;
    private static Tokens tokens;
    private static RunningService service;
    private static volatile boolean available = true;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        tokens = new Tokens();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keys = tokens.keySet().getBytes(StandardCharsets.UTF_8);
        issuer.createContext("/keys", exchange -> {
            FETCHES.incrementAndGet();
            exchange.sendResponseHeaders(available ? 200 : 500, available ? keys.length : -1);
            exchange.getResponseBody().write(available ? keys : new byte[0]);
            exchange.close();
        });
        issuer.start();
        service = RunningService.start(
                "targetnode.data-dir=" + folder,
                "server.forward-headers-strategy=framework",
                "targetnode.access-failures=3",
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://localhost:%d/keys"
                        .formatted(issuer.getAddress().getPort()));
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.stop(0);
    }

    private static HttpResponse<String> get(String token, String address) {
        return service.api().as(token).get(KERNELS, "X-Forwarded-For", address);
    }

    @Test
    void anAddressAboveTheLimitCausesNoFetchOfKeys() throws JOSEException {
        assertThat(get(tokens.token("read", "", LIFE), "192.0.2.1").statusCode())
                .isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            assertThat(get(new Tokens().token("read", "", LIFE), "192.0.2.1").statusCode())
                    .isEqualTo(401);
        }
        int before = FETCHES.get();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> limited = get(new Tokens().token("read", "", LIFE), "192.0.2.1");
            assertThat(limited.statusCode()).isEqualTo(429);
            assertThat(limited.headers().allValues("Retry-After")).containsExactly("60");
        }
        assertThat(FETCHES).hasValue(before);
        assertThat(get(tokens.token("read", "", LIFE.plusMinutes(1)), "192.0.2.99")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTokenWithAScopeOfAnotherTypeIsRefused() throws JOSEException {
        assertThat(get(tokens.token(List.of(1, 2), "", LIFE), "192.0.2.2").statusCode())
                .isEqualTo(401);
        assertThat(get(tokens.token(5, "", LIFE), "192.0.2.2").statusCode()).isEqualTo(403);
    }

    @Test
    void anEmptyListOfNamesAllowsNoWrite() throws JOSEException {
        HttpResponse<String> refused = service.api()
                .as(tokens.token("write", " ", LIFE))
                .send("DELETE", Api.TOPOLOGIES + "/any", Api.JSON, "");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Api.json(refused).get("detail").asString()).contains("may write no topologies");
    }

    @Test
    void anIssuerThatCannotBeReachedIsLoggedOnceAndTheCallMayBeRepeated(CapturedOutput output) throws JOSEException {
        available = false;
        try {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> unchecked = get(new Tokens().token("read", "", LIFE), "192.0.2.3");
                assertThat(unchecked.statusCode()).isEqualTo(503);
                assertThat(unchecked.headers().allValues("Retry-After")).containsExactly("1");
            }
        } finally {
            available = true;
        }
        assertThat(output.getOut().lines().filter(line -> line.contains("the keys of their issuer cannot be fetched")))
                .hasSize(1);
    }

    @Test
    void anIssuerWhoseSettingsCannotBeReadIsUnavailable() throws JOSEException {
        try (RunningService other = RunningService.start(
                "targetnode.data-dir=" + folder.resolve("other"),
                "spring.security.oauth2.resourceserver.jwt.issuer-uri=http://localhost:%d/none"
                        .formatted(issuer.getAddress().getPort()))) {
            assertThat(other.api()
                            .as(tokens.token("read", "", LIFE))
                            .get(KERNELS)
                            .statusCode())
                    .isEqualTo(503);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer-uri=notaurl", "jwk-set-uri=ftp://issuer.example/keys", "issuer-uri=https://"})
    void anIssuerThatIsNoUrlIsRefusedAtTheStart(String setting) {
        assertThatThrownBy(() -> RunningService.start(
                        "targetnode.data-dir=" + folder.resolve("refused"),
                        "spring.security.oauth2.resourceserver.jwt." + setting))
                .rootCause()
                .hasMessageContaining("is not a URL that starts with https:// or http://");
    }
}
