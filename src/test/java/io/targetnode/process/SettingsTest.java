package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator sees whose settings are wrong. */
class SettingsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    targetnode.keep.revisions=0      | targetnode.keep.revisions is 0; it must be at least 1
                    targetnode.upload-limit=3GB      | targetnode.upload-limit is 3221225472B; it must be from 1B to
                    targetnode.store-limit=-1        | targetnode.store-limit is -1B; it must be from 1B to
                    targetnode.drain=tomorrow        | is not a valid duration
                    targetnode.api-keys=short:read   | key 1 of targetnode.api-keys has 5 characters; a key has at least 16
                    server.port=http                 | http
                    spring.datasource.url=jdbc:postgresql://nothing.invalid/topologies | The store 'topologies' at nothing.invalid:5432 cannot be opened
                    """)
    void aWrongSettingIsNamedWithoutAStackTrace(String setting, String message) {
        try (ServiceProcess service =
                ServiceProcess.start(folder.resolve("log"), "targetnode.data-dir=" + folder.resolve("data"), setting)) {
            service.awaitEnd();
            assertThat(service.output())
                    .contains("APPLICATION FAILED TO START")
                    .contains(message)
                    .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource({"version, targetnode ", "help, Usage: java -jar"})
    void anOptionThatOnlyPrintsDoesNotStartTheService(String option, String message) {
        try (ServiceProcess service = ServiceProcess.start(folder.resolve("log"), option)) {
            service.awaitEnd();
            assertThat(service.output()).startsWith(message).doesNotContain("Tomcat");
        }
    }
}
