package io.targetnode.api.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static final int MIB = 1 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final MemoryBudget budget = new MemoryBudget(8 * MIB, 0);

    @Test
    void aLineEndsWithALineFeedThatTheLastLineMayLack() throws IOException {
        assertThat(lines("a\nbc\n")).containsExactly("a", "bc");
        assertThat(lines("a\nbc")).containsExactly("a", "bc");
        assertThat(lines("a\r\n\n\nb")).containsExactly("a\r", "", "", "b");
        assertThat(lines("\n")).containsExactly("");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void linesOfAnyLengthAreReadCompletely() throws IOException {
        List<String> written = new ArrayList<>();
        for (int length = 0; length < 200_000; length = 2 * length + 1) {
            written.add("x".repeat(length));
            written.add("y");
        }
        assertThat(lines(String.join("\n", written))).isEqualTo(written);
    }

    @Test
    void aLineThatIsTooLongIsRefusedWithItsNumber() throws IOException {
        assertThat(reader("a\n" + "x".repeat(MIB) + "\n", TIMEOUT).next()).isPresent();
        LineReader lines = reader("a\n" + "x".repeat(MIB + 1) + "\n", TIMEOUT);
        lines.next();
        assertThatThrownBy(lines::next)
                .hasMessage("line 2: has more than 1,048,576 bytes")
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.TOO_LARGE));
        assertThat(budget.freeBytes()).as("free while the line is refused").isLessThan(8 * MIB);
        lines.close();
        assertThat(budget.freeBytes()).as("free afterwards").isEqualTo(8 * MIB);
    }

    @Test
    void aLongLineTakesMemoryUntilItIsReturned() throws IOException {
        MemoryReservation all = budget.reserve();
        all.addForParsing(8 * MIB);
        LineReader lines = reader("x".repeat(60_000) + "\n" + "x".repeat(100_000) + "\n", TIMEOUT);
        assertThat(lines.next()).as("a short line takes none").isPresent();
        assertThatThrownBy(lines::next)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.BUSY));
        all.close();
        LineReader again = reader("x".repeat(100_000), TIMEOUT);
        assertThat(again.next()).isPresent();
        assertThat(budget.freeBytes()).isEqualTo(8 * MIB);
    }

    @Test
    void aSlowLineIsRefusedButManyFastLinesAreNot() throws IOException {
        assertThatThrownBy(() -> reader("ab", Duration.ZERO).next())
                .hasMessage("line 1: did not arrive within 0 seconds")
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.TOO_SLOW));
        assertThat(reader("a\nb\n", Duration.ZERO).next()).isPresent();
    }

    @Test
    void closeReadsTheRestOfTheStream() throws IOException {
        InputStream in = new ByteArrayInputStream(new byte[3 * MIB]);
        LineReader lines = new LineReader(in, 10, TIMEOUT, budget);
        assertThatThrownBy(lines::next).isInstanceOf(ProblemException.class);
        lines.close();
        assertThat(in.available()).isZero();
    }

    private List<String> lines(String text) throws IOException {
        LineReader reader = reader(text, TIMEOUT);
        List<String> lines = new ArrayList<>();
        for (Optional<byte[]> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(new String(line.get(), StandardCharsets.US_ASCII));
            assertThat(reader.number()).isEqualTo(lines.size());
        }
        return lines;
    }

    private LineReader reader(String text, Duration timeout) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
        return new LineReader(in, MIB, timeout, budget);
    }
}
