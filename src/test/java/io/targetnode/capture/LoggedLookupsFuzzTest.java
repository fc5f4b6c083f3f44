package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/** Any lines between the tables and the zones of a log that would otherwise show a kernel without NUMA. */
class LoggedLookupsFuzzTest {

    private static final String ZONES = "[    0.004230] Zone ranges:";
    private static final String LOG = log();

    private static String log() {
        try {
            return Files.readString(Path.of("src/test/resources/field-cases/no-numa-kernel/dmesg.txt"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @FuzzTest
    void statedAnswersAreConsistentOrRefused(byte[] bytes) {
        String lines = new String(bytes, StandardCharsets.ISO_8859_1);
        LoggedLookups lookups;
        try {
            lookups = BootLog.parse(LOG.replace(ZONES, lines + "\n" + ZONES).getBytes(StandardCharsets.ISO_8859_1))
                    .lookups();
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
            return;
        }
        List<Integer> numbers =
                lookups.windows().stream().map(CxlWindow::number).toList();
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        assertThat(new HashSet<>(lookups.answers())).hasSameSizeAs(lookups.answers());
        assertThat(lookups.showsStub() && lookups.areContradictory()).isFalse();
        if (lookups.showsStub()) {
            assertThat(lookups.answers()).extracting(LoggedLookup::node).containsOnly(0);
        }
        if (!lookups.windows().isEmpty()) {
            assertThat(lookups.answers()).anyMatch(answer -> !answer.byStub());
        }
        if (lookups.withoutNuma()) {
            assertThat(lines).doesNotContain("\nNODE_DATA(0) allocated");
        }
    }
}
