package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class LinesTest {

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        new Lines("text", text.getBytes(StandardCharsets.UTF_8)).forEach(lines::add);
        return lines;
    }

    @Test
    void everyLineKeepsItsNumber() {
        assertThat(lines("a\n\nb \r\n\tc"))
                .containsExactly(
                        new Line("text", 1, "a"),
                        new Line("text", 2, ""),
                        new Line("text", 3, "b"),
                        new Line("text", 4, " c"));
        assertThat(lines("")).isEmpty();
    }

    @Test
    void aCarriageReturnEndsALineUnlessALineFeedFollows() {
        assertThat(lines("a\rb\r\r\nc\r"))
                .containsExactly(new Line("text", 1, "a"), new Line("text", 2, "b"), new Line("text", 3, "c"));
    }

    @Test
    void coloursAndControlCharactersAreRemoved() {
        assertThat(lines("\u001b[01;31ma\u001b[0m\u0000b\u0007\u001b")).containsExactly(new Line("text", 1, "ab"));
    }

    @Test
    void whatTerminalsAndDocumentsAddIsRemoved() {
        assertThat(lines("--More--\b\b\b   \b\ba\u001b(B\u001b[m")).containsExactly(new Line("text", 1, "a"));
        assertThat(lines("[x\by")).containsExactly(new Line("text", 1, "[xy"));
        assertThat(lines("\u001b]0;root@host: ~\u0007a")).containsExactly(new Line("text", 1, "a"));
        assertThat(lines("0\u20131 2\u22123 4\u00ad5 \u20686\u2069"))
                .containsExactly(new Line("text", 1, "0-1 2-3 45 6"));
    }

    @Test
    void bytesThatAreNotTextAreReplaced() {
        List<Line> lines = new ArrayList<>();
        new Lines("text", new byte[] {'a', (byte) 0xff, 'b'}).forEach(lines::add);
        assertThat(lines).containsExactly(new Line("text", 1, "a\ufffdb"));
    }

    @Test
    void theIteratorEndsAfterTheLastLine() {
        Iterator<Line> lines = new Lines("text", new byte[0]).iterator();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(lines::next);
    }
}
