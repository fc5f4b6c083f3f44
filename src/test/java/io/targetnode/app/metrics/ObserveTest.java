package io.targetnode.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.targetnode.api.Api;
import io.targetnode.api.ServerTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The files of {@code examples/observe}. */
@ServerTest
class ObserveTest {

    private static final Path FOLDER = Path.of("examples/observe");

    /** A name before a selector. Every expression has selectors. */
    private static final Pattern METRIC = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{");

    @Test
    void everyMetricOfTheAlertsAndTheDashboardIsInAScrape(@LocalServerPort int port) throws IOException {
        Api api = new Api(port);
        api.put("observed", Api.example("mission.json"));
        api.get(Api.TOPOLOGIES + "/observed/lookup?address=0");
        System.gc();
        Set<String> used = new TreeSet<>();
        used.addAll(metrics("alerts.yml"));
        used.addAll(metrics("grafana/targetnode.json"));
        used.remove("up");
        assertThat(used).hasSizeGreaterThan(15);
        await().untilAsserted(() -> assertThat(scraped(api)).containsAll(used));
    }

    private static Set<String> scraped(Api api) {
        return PrometheusText.parse(api.get("/actuator/prometheus").body()).keySet().stream()
                .map(series -> series.substring(0, series.indexOf('{')))
                .collect(Collectors.toSet());
    }

    private static List<String> metrics(String file) throws IOException {
        return METRIC.matcher(Files.readString(FOLDER.resolve(file)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void promtoolAcceptsTheFilesAndTheAlertsFireWhenTheyShould() throws IOException, InterruptedException {
        assumeTrue(
                run("promtool", "--version").isEmpty(),
                "promtool is not installed: the alerts are not checked (package prometheus)");
        assertThat(run("promtool", "check", "config", "prometheus.yml")).isEmpty();
        assertThat(run("promtool", "test", "rules", "alerts-test.yml")).isEmpty();
    }

    /** Returns the output of a command that fails or cannot be started; empty if it succeeds. */
    private static String run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return e.toString();
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0 ? "" : output;
    }
}
