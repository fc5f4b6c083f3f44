package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A form is not written to disk while it arrives: a killed process would leave it there. */
class FormsInMemoryTest {

    private static final int PART_BYTES = 300_000;

    @TempDir
    private Path folder;

    @Test
    void aFormIsInNoFileWhileItArrives() throws IOException {
        Path base = Files.createDirectory(folder.resolve("tomcat"));
        try (RunningService service = RunningService.start(
                        "targetnode.data-dir=" + folder.resolve("data"), "server.tomcat.basedir=" + base);
                RawExchange exchange = new RawExchange(service.api().port())) {
            String part = "--B\r\nContent-Disposition: form-data; name=\"dmesg\"; filename=\"d\"\r\n\r\n"
                    + "x".repeat(PART_BYTES);
            String end = "\r\n--B--\r\n";
            exchange.post(
                            "/api/v1/replay",
                            "multipart/form-data; boundary=B",
                            "Content-Length: " + (part.length() + end.length()))
                    .send(part.getBytes(StandardCharsets.US_ASCII));
            assertThat(service.api().get("/actuator/health/liveness").statusCode())
                    .isEqualTo(200);
            assertThat(bytes(base)).isZero();
            exchange.send(end.getBytes(StandardCharsets.US_ASCII));
            assertThat(exchange.answer().head().status()).isEqualTo(400);
            assertThat(bytes(base)).isZero();
        }
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> regular = files.filter(Files::isRegularFile).toList();
            return regular.stream().mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
