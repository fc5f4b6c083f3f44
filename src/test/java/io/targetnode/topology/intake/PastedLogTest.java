package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.topology.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Boot logs as people pasted them. */
class PastedLogTest {

    private static final Path CASES = Path.of("src/test/resources/field-cases");

    static List<Path> pasted() throws IOException {
        try (Stream<Path> files = Files.list(CASES.resolve("pasted-log"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pasted")
    void aPastedLogIsReadAsTheLogThatWasPrinted(Path log) throws IOException {
        Upload plain = read(CASES.resolve("pasted-log/plain.txt"));
        Upload upload = read(log);

        assertThat(upload.machine()).isEqualTo(plain.machine());
        assertThat(upload.evidence()).isEqualTo(plain.evidence());
        assertThat(upload.evidence().log().orElseThrow().lines()).isNotEmpty();
    }

    @Test
    void theReleaseIsReadFromTheLineThatTheFirmwareBegan() throws IOException {
        assertThat(read(CASES.resolve("serial-console/console.log"))
                        .machine()
                        .kernel()
                        .orElseThrow()
                        .text())
                .isEqualTo("6.18.0-rc5");
    }

    private static Upload read(Path file) throws IOException {
        HostCaptures captures = new HostCaptures(bytes -> {}, 16 << 20);
        captures.add("file 1", Files.readAllBytes(file));
        return HostMachine.read(captures.files(new Declaration(Optional.empty(), Optional.empty(), 1024), Map.of()));
    }
}
