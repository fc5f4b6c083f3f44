package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.targetnode.api.EventClient.Event;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Entries of the feed that cannot be read. */
@ExtendWith(OutputCaptureExtension.class)
class DamagedFeedTest {

    @TempDir
    private Path folder;

    private RunningService service;
    private Api api;
    private JdbcClient jdbc;

    @BeforeEach
    void start() {
        service = RunningService.start("targetnode.data-dir=" + folder);
        api = service.api();
        jdbc = JdbcClient.create(service.bean(DataSource.class));
        put("before");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private void put(String name) {
        assertThat(api.put(name, Api.example("mission.json")).statusCode()).isEqualTo(201);
    }

    /** The damaged entry may have changed any topology. */
    @ParameterizedTest
    @CsvSource({"renamed, before", "replaced, a name"})
    void aDamagedEntryIsReportedAndTheServiceGoesOn(String kind, String name, CapturedOutput output) {
        try (EventClient client = EventClient.now(api)) {
            jdbc.sql("insert into event (number, kind, name, revision, at) values (2, ?, ?, 1, 0)")
                    .params(kind, name)
                    .update();
            jdbc.sql("update feed set head = 2").update();
            await().untilAsserted(
                            () -> assertThat(output.getOut()).contains("The store is damaged: entry 2 of the feed: "));
            put("after");
            assertThat(client.until(event -> event.number() == 3))
                    .extracting(Event::kind)
                    .containsExactly("reset", "created", "created");
        }
        try (EventClient all = EventClient.after(api, "0")) {
            assertThat(all.until(event -> event.number() == 3))
                    .extracting(Event::topology)
                    .containsExactly("before", "after");
        }
        assertAnswers(output);
        assertThat(api.get("/actuator/health/storage").body()).contains("\"damagedRevisions\":1");
    }

    private void assertAnswers(CapturedOutput output) {
        assertThat(api.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(api.get(Api.TOPOLOGIES + "/before").statusCode()).isEqualTo(200);
        assertThat(api.get(Api.TOPOLOGIES + "/after").statusCode()).isEqualTo(200);
        assertThat(output.getOut()).containsOnlyOnce("damaged").doesNotContain("\tat ");
    }
}
