package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a person with a browser sees, and what a proxy or a forged Host changes. */
@ServerTest
class BrowserPagesTest {

    /** The header of Firefox and Chromium. */
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final Api api;

    BrowserPagesTest(@LocalServerPort int port) {
        api = new Api(port);
        api.put("pages", Api.example("mission.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/problems/nothing",
                "/api/v1/nothing",
                "/api/v1/topologies/nothing",
                "/api/v1/topologies/pages/lookup",
                "/api/v1/topologies/pages/lookup?address=<script>",
                "/swagger-ui/nothing",
                "/api/v1/topologies/%zz"
            })
    void anErrorInABrowserIsAPageWithALinkHome(String path) throws IOException {
        String page = raw(
                api.port(), "GET " + path.replace("<", "%3C").replace(">", "%3E") + " HTTP/1.1", "Accept: " + BROWSER);
        assertThat(page)
                .startsWith("HTTP/1.1 4")
                .containsIgnoringCase("\r\nContent-Type: text/html;charset=utf-8\r\n")
                .contains("<h1>", "href=\"/\"", "href=\"/problems/")
                .contains("Content-Security-Policy: ", "frame-ancestors 'none'", "nosniff", "Referrer-Policy: ")
                .doesNotContain("<script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/json, text/html;q=0.5", "text/html;q=0, */*", "x"})
    void anErrorForAProgramIsJson(String accept) {
        HttpResponse<String> answer = api.get("/api/v1/topologies/nothing", "Accept", accept);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/problems",
                "/problems/busy",
                "/swagger-ui/index.html",
                "/swagger-ui/swagger-initializer.js"
            })
    void pagesHaveSecurityHeaders(String path) {
        HttpResponse<String> page = api.get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/js/main.js", "/page.css", "/docs/README.md", "/problems/busy", "/findings"})
    void onlySwaggerUiMayUseInlineStylesAndSetHtml(String path) {
        HttpResponse<String> page = api.get(path);
        assertThat(header(page, "Content-Security-Policy"))
                .contains("require-trusted-types-for 'script'", "trusted-types 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<style", "style=", "onclick", "innerHTML");
    }

    @Test
    void aBrowserAsksWhetherTheFilesOfThePageHaveChanged() {
        assertThat(header(api.get("/js/main.js"), "Cache-Control")).isEqualTo("no-cache");
        assertThat(api.get("/examples/mission.json").body()).isEqualTo(Api.example("mission.json"));
    }

    @Test
    void thereIsAnIcon() {
        assertThat(header(api.get("/favicon.ico"), "Content-Type")).startsWith("image/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/swagger-ui.html",
                "/actuator",
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/swagger-config",
                "/swagger-ui",
                "/swagger-ui/",
                "/error",
                "/actuator/health",
                "/actuator/info",
                "/api/v1/topologies",
                "/api/v1/topologies/",
                "/swagger-ui/swagger-initializer.js",
                "/swagger-ui/index.html",
                "/problems",
                "/nothing",
                "/collect.sh",
                "/api/v1/topologies/pages"
            })
    void theHostOfARequestIsNotRepeated(String path) throws IOException {
        assertThat(raw(api.port(), "GET " + path + " HTTP/1.1", "Accept: */*", "evil.example"))
                .doesNotContain("evil.example");
        assertThat(raw(api.port(), "PUT /api/v1/topologies/pages HTTP/1.1", "Content-Length: 0", "evil.example"))
                .doesNotContain("evil.example");
    }

    @Test
    void everyPathAnswersOptions() {
        for (String path : List.of(
                "/api/v1/topologies",
                "/api/v1/topologies/pages",
                "/api/v1/topologies/pages/lookup",
                "/api/v1/topologies/pages/lookup?address=1",
                "/api/v1/topologies/pages/diff",
                "/api/v1/topologies/unknown/segments",
                "/api/v1/events",
                "/api/v1/import",
                "/api/v1/kernels/7.3")) {
            HttpResponse<String> answer = api.send("OPTIONS", path, BodyPublishers.noBody());
            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
            assertThat(header(answer, "Allow")).as(path).contains("OPTIONS").containsAnyOf("GET", "POST");
        }
    }

    /** A proxy serves the service at https://proxy.example/numa. */
    @Test
    void theHeadersOfAProxyAreUsedIfConfigured(@TempDir Path store) throws IOException {
        try (RunningService service =
                RunningService.start("targetnode.data-dir=" + store, "server.forward-headers-strategy=framework")) {
            String proxy = "X-Forwarded-Proto: https\r\nX-Forwarded-Host: proxy.example\r\nX-Forwarded-Prefix: /numa";
            int port = service.api().port();
            service.api().put("pages", Api.example("mission.json"));
            assertThat(raw(port, "GET / HTTP/1.1", proxy)).doesNotContain("href=\"/", "src=\"/");
            assertThat(raw(port, "GET /swagger-ui.html HTTP/1.1", proxy)).contains("/numa/swagger-ui/index.html");
            assertThat(raw(port, "GET /v3/api-docs/swagger-config HTTP/1.1", proxy))
                    .contains("/numa/v3/api-docs");
            assertThat(raw(port, "GET /problems HTTP/1.1", proxy)).contains("href=\"/numa/problems/busy\"");
            assertThat(raw(port, "GET /findings HTTP/1.1", proxy))
                    .contains("href=\"/numa/#/docs/kernel-rules.md\"", "href=\"/numa/#/kernels\"");
            assertThat(raw(port, "GET /nothing HTTP/1.1", proxy + "\r\nAccept: text/html"))
                    .contains("href=\"/numa/\"");
            for (String malformed : List.of(
                    "X-Forwarded-Prefix: %",
                    "X-Forwarded-Prefix: /a\"b",
                    "X-Forwarded-Port: x",
                    "X-Forwarded-Host: a:b",
                    "Forwarded: host=a:b")) {
                for (String path : List.of("/api/v1/topologies/pages", "/problems", "/nothing")) {
                    assertThat(raw(port, "GET " + path + " HTTP/1.1", malformed))
                            .as(malformed)
                            .startsWith("HTTP/1.1 400")
                            .contains("/problems/malformed-request");
                }
            }
            String mission = Api.example("mission.json");
            String body =
                    "\r\nContent-Type: application/json\r\nContent-Length: " + mission.length() + "\r\n\r\n" + mission;
            assertThat(raw(port, "PUT /api/v1/topologies/proxied HTTP/1.1", proxy + body))
                    .startsWith("HTTP/1.1 201")
                    .contains("Location: /numa/api/v1/topologies/proxied");
            String write = "POST /api/v1/topologies/pages/revisions/1/restore HTTP/1.1";
            assertThat(raw(port, write, proxy + "\r\nOrigin: https://proxy.example"))
                    .startsWith("HTTP/1.1 200");
            assertThat(raw(port, write, proxy + "\r\nOrigin: http://localhost")).startsWith("HTTP/1.1 403");
        }
    }

    private static String raw(int port, String requestLine, String headers) throws IOException {
        return raw(port, requestLine, headers, "localhost");
    }

    private static String raw(int port, String requestLine, String headers, String host) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(60_000);
            String request = requestLine + "\r\nHost: " + host + "\r\nConnection: close\r\n" + headers + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String header(HttpResponse<String> response, String name) {
        return String.join(", ", response.headers().allValues(name));
    }
}
