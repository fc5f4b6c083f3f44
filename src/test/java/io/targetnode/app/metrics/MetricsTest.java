package io.targetnode.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.targetnode.api.Api;
import io.targetnode.api.ServerTest;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class MetricsTest {

    private static final String LOOKUP =
            "{method=GET, outcome=SUCCESS, status=200, uri=/api/v1/topologies/{name}/lookup}";

    private static final int REQUESTS = 1_000;

    private final Api api;

    MetricsTest(@LocalServerPort int port) {
        api = new Api(port);
        api.put("metered", Api.example("mission.json"));
        // A scrape is counted too.
        scrape();
    }

    @Test
    void aScrapeIsStrictlyInTheTextFormat() {
        HttpResponse<String> scrape = api.get("/actuator/prometheus");
        assertThat(scrape.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain;version=0.0.4");
        assertThat(PrometheusText.parse(scrape.body()).keySet())
                .anyMatch(series -> series.startsWith("targetnode_replay_seconds_count"))
                .anyMatch(series -> series.startsWith("targetnode_feed_lag_seconds"))
                .anyMatch(series -> series.startsWith("cache_gets_total{cache=topologies"))
                .anyMatch(series -> series.startsWith("targetnode_connections_open"))
                .contains("targetnode_upload_files_total{format=described-ranges, outcome=created}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 1",
                "# TYPE a gauge\na{b=\"c\"} 1\na{b=\"c\"} 2\n",
                "# TYPE a gauge\nb 1\n",
                "# TYPE a counter\na 1\n",
                "# TYPE a gauge\na{b=c} 1\n",
                "# TYPE a gauge\na{b=\"\\x\"} 1\n",
                "# TYPE a gauge\na one\n",
                "# TYPE a histogram\na_bucket{le=\"+Inf\"} 1\na_count 2\na_sum 1\n"
            })
    void theParserRefusesWhatIsNotInTheFormat(String text) {
        assertThatThrownBy(() -> PrometheusText.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bothPathsOfALookUpAreCountedAndTimedByRoute() {
        double before = count(LOOKUP);
        for (String path : List.of("", "&explain=true")) {
            assertThat(api.get(Api.TOPOLOGIES + "/metered/lookup?address=0" + path)
                            .statusCode())
                    .isEqualTo(200);
        }
        await().until(() -> count(LOOKUP) >= before + 2);
    }

    private List<Map.Entry<String, Double>> eventSeries() {
        return scrape().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("http_server_requests_seconds_count{")
                        && entry.getKey().contains("uri=/api/v1/events}"))
                .toList();
    }

    private double count(String tags) {
        String fields = tags.substring(1, tags.length() - 1);
        return scrape().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("http_server_requests_seconds_count{")
                        && entry.getKey().contains(fields))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** A disconnected client is no failure of the service. */
    @Test
    void aStreamOfEventsThatItsClientEndsIsCountedWithItsStatus() throws IOException {
        double before = count("{status=200, uri=/api/v1/events}");
        for (int i = 0; i < 3; i++) {
            try (Socket client = new Socket("localhost", api.port())) {
                client.getOutputStream()
                        .write("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(client.getInputStream().read()).isPositive();
                client.setSoLinger(true, 0);
            }
            api.put("metered", Api.example("mission.json").replace("r1", "r" + System.nanoTime()));
        }
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(eventSeries())
                        .allSatisfy(series -> assertThat(series.getKey()).contains("outcome=SUCCESS, status=200"))
                        .extracting(Map.Entry::getValue)
                        .containsExactly(before + 3));
    }

    @Test
    void topologiesAreCountedByVerdict(@Autowired FleetMeters fleet) {
        await().untilAsserted(() -> {
            fleet.read();
            assertThat(scrape())
                    .hasEntrySatisfying(
                            "targetnode_topologies{verdict=fixed}",
                            count -> assertThat(count).isGreaterThanOrEqualTo(1));
        });
    }

    @Test
    void randomTopologiesKernelsAndPathsAddNoSeries() {
        SplittableRandom random = new SplittableRandom(1);
        request(random, REQUESTS / 5);
        Set<String> before = series();
        request(random, REQUESTS);
        assertThat(series()).isEqualTo(before);
    }

    /** Without the series of the JVM, which depend on what the garbage collector does. */
    private Set<String> series() {
        return scrape().keySet().stream()
                .filter(series -> !series.startsWith("jvm_"))
                .collect(Collectors.toSet());
    }

    private Map<String, Double> scrape() {
        return PrometheusText.parse(api.get("/actuator/prometheus").body());
    }

    private void request(SplittableRandom random, int count) {
        for (int i = 0; i < count; i++) {
            String word = Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX);
            switch (i % 10) {
                case 0 -> api.put("metered-" + word, Api.example("mission.json"));
                case 1 -> api.get("/" + word + "/" + word);
                case 2 -> api.get("/api/v1/" + word);
                case 3 -> api.get(Api.TOPOLOGIES + "/" + word + "/" + word);
                case 4 -> api.get(Api.TOPOLOGIES + "/metered/lookup?address=0&kernel=7." + random.nextInt(1 << 20));
                case 5 -> api.get(Api.TOPOLOGIES + "/metered/lookup?address=" + word + "&kernel=" + word);
                case 6 -> api.get(Api.TOPOLOGIES + "/metered/segments?kernel=6.12." + random.nextInt(1 << 10));
                case 7 -> api.send(word.replaceAll("[0-9]", ""), "/", BodyPublishers.noBody());
                case 8 -> api.put("metered-" + word, "{\"" + word + "\": 1}");
                default -> api.get("/problems/" + word + "?" + word + "=" + word);
            }
        }
    }
}
