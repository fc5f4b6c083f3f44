package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.targetnode.api.Api;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The settings for logs and traces, each one setting. */
class ObservationTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String KEY = "key-0123456789abcdef";

    @TempDir
    private Path folder;

    @Test
    void logsAreJsonRequestsAreLoggedAndTracesAreSentIfTheyAreSwitchedOn() throws IOException {
        Queue<String> traces = new ConcurrentLinkedQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            traces.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try (ServiceProcess service = ServiceProcess.start(
                        folder.resolve("log"),
                        "targetnode.data-dir=" + folder.resolve("data"),
                        "logging.structured.format.console=ecs",
                        "targetnode.access-log=true",
                        "targetnode.api-keys=%s:read+write".formatted(KEY),
                        "spring.profiles.active=tracing",
                        "management.opentelemetry.tracing.export.otlp.endpoint=http://localhost:"
                                + collector.getAddress().getPort() + "/v1/traces")
                .ready()) {
            Api api = service.api().as(KEY);
            api.put("logged", Api.example("mission.json"));
            api.get(Api.TOPOLOGIES + "/logged/lookup?address=0x20000000");
            api.get("/no%22such");
            api.get(Api.TOPOLOGIES + "/" + KEY);
            await().untilAsserted(() -> assertThat(messages(service))
                    .anyMatch(
                            line -> line.matches(
                                    "\\S+ \"GET /api/v1/topologies/logged/lookup\\?address=0x20000000 HTTP/1.1\" 200 \\d+ \\d+"))
                    .anyMatch(line -> line.contains("\"GET /no%22such HTTP/1.1\" 404")));
            await().untilAsserted(() -> assertThat(String.join("", traces))
                    .contains("/api/v1/topologies/{name}", "/api/v1/topologies/?", "service.name", "targetnode"));
            assertThat(String.join("", traces) + service.output()).doesNotContain(KEY);
        } finally {
            collector.stop(0);
        }
    }

    /** The messages of all lines, which are JSON. */
    private static List<String> messages(ServiceProcess service) {
        return service.output()
                .lines()
                .map(MAPPER::readTree)
                .map(line -> line.get("message").asString())
                .toList();
    }
}
