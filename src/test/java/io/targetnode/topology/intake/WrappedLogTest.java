package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.Machine;
import io.targetnode.topology.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One real boot log in forms that are decoded, or that only few programs write. */
class WrappedLogTest {

    private static final String LOG = Machine.of("E-seed-sandwich", "7.3.4").text("dmesg.txt");

    /** Forms in which the ends of lines, and blanks, are not exactly those of the log. */
    private static final Pattern LINE_ENDS_LOST = Pattern.compile("wrapped|joined|flowed");

    @TestFactory
    Stream<DynamicTest> eachFormIsReadAsTheLogItself() throws IOException {
        Upload plain = read(LOG.getBytes(StandardCharsets.US_ASCII));
        return WrappedLogs.of(LOG).entrySet().stream()
                .map(form -> DynamicTest.dynamicTest(form.getKey(), () -> {
                    Upload upload = read(form.getValue());
                    assertThat(upload.machine()).isEqualTo(plain.machine());
                    assertThat(lines(upload)).isEqualToNormalizingWhitespace(lines(plain));
                    if (!LINE_ENDS_LOST.matcher(form.getKey()).find()) {
                        assertThat(upload.evidence()).isEqualTo(plain.evidence());
                    }
                }));
    }

    private static String lines(Upload upload) {
        return upload.evidence().log().orElseThrow().lines().toString();
    }

    private static Upload read(byte[] file) throws IOException {
        HostCaptures captures = new HostCaptures(bytes -> {}, 8 << 20);
        captures.add("file", file);
        return HostMachine.read(captures.files(new Declaration(Optional.empty(), Optional.empty(), 1024), Map.of()));
    }
}
