package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that a page of another site sends with a visitor's browser. */
@ServerTest
class OriginTest {

    private static final List<String> WRITES = List.of(
            "PUT /api/v1/topologies/foreign",
            "POST /api/v1/topologies",
            "DELETE /api/v1/topologies/foreign",
            "POST /api/v1/topologies/foreign/revisions/1/restore",
            "POST /api/v1/topologies/foreign/lookup",
            "POST /api/v1/replay",
            "POST /api/v1/import");

    private final Api api;

    OriginTest(@LocalServerPort int port) {
        api = new Api(port);
        api.put("foreign", Api.example("mission.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: cross-site\r\nOrigin: http://localhost",
                "Sec-Fetch-Site: same-site\r\nOrigin: http://other.localhost",
                "Origin: https://elsewhere.example",
                "Origin: http://localhost:1",
                "Origin: null",
                "Origin: //[",
                "Origin: x"
            })
    void aWriteFromAnotherSiteIsRefused(String headers) throws IOException {
        for (String write : WRITES) {
            assertThat(raw(api.port(), write, headers))
                    .as(write)
                    .startsWith("HTTP/1.1 403")
                    .contains("application/problem+json", "\"type\":\"/problems/cross-site\"");
        }
        assertThat(api.get("/api/v1/topologies/foreign").statusCode()).isEqualTo(200);
    }

    /** The host of the raw requests is localhost without a port. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: none",
                "Origin: http://localhost",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
                "Sec-Fetch-Site: same-origin\r\nOrigin: https://proxy.example"
            })
    void theServicesOwnPagesAndOtherClientsMayWrite(String headers) throws IOException {
        assertThat(raw(api.port(), "POST /api/v1/topologies/foreign/revisions/1/restore", headers))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aReadFromAnotherSiteIsAnsweredWithoutCorsHeaders() {
        for (String path : List.of("/api/v1/topologies/foreign/lookup?address=1", "/api/v1/topologies/foreign")) {
            HttpResponse<String> answer =
                    api.get(path, "Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
        }
    }

    @Test
    void anAllowedSiteReadsAndWrites(@TempDir Path store) throws IOException {
        try (RunningService service = RunningService.start(
                "targetnode.data-dir=" + store, "targetnode.cors-origins=https://a.example,https://b.example")) {
            Api its = service.api();
            its.put("foreign", Api.example("mission.json"));
            String origin = "Origin: https://b.example\r\nSec-Fetch-Site: cross-site";
            assertThat(raw(its.port(), "POST /api/v1/topologies/foreign/revisions/1/restore", origin))
                    .startsWith("HTTP/1.1 200")
                    .contains("Access-Control-Allow-Origin: https://b.example");
            assertThat(raw(its.port(), "DELETE /api/v1/topologies/foreign", "Origin: https://c.example"))
                    .startsWith("HTTP/1.1 403");
            String preflight = "\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: if-match";
            assertThat(raw(its.port(), "OPTIONS /api/v1/topologies/foreign", origin + preflight))
                    .startsWith("HTTP/1.1 200")
                    .contains("Access-Control-Allow-Methods: ", "PUT", "Access-Control-Allow-Headers: if-match");
            // The second answer comes from the fast path.
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> answer =
                        its.get("/api/v1/topologies/foreign/lookup?address=1", "Origin", "https://a.example");
                assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                        .containsExactly("https://a.example");
                assertThat(answer.headers()
                                .firstValue("Access-Control-Expose-Headers")
                                .orElse(""))
                        .contains("ETag", "Targetnode-Revision");
                assertThat(its.get("/api/v1/topologies/foreign/lookup?address=1", "Origin", "https://c.example")
                                .headers()
                                .map())
                        .doesNotContainKey("access-control-allow-origin");
            }
        }
    }

    @Test
    void everySiteMayReadButNotWriteIfAllOriginsAreAllowed(@TempDir Path store) throws IOException {
        try (RunningService service =
                RunningService.start("targetnode.data-dir=" + store, "targetnode.cors-origins=*")) {
            Api its = service.api();
            assertThat(its.get("/api/v1/kernels", "Origin", "https://a.example")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .contains("*");
            assertThat(raw(its.port(), "DELETE /api/v1/topologies/x", "Origin: https://a.example"))
                    .startsWith("HTTP/1.1 403");
        }
    }

    private static String raw(int port, String call, String headers) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            String request = call + " HTTP/1.1\r\nHost: localhost\r\n" + headers
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
