package io.targetnode.api.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** Bodies that are read whole: how long they may be, how long they may take, and what memory they ask for. */
class WholeBodiesTest {

    private static final int MIB = 1 << 20;

    private final MemoryBudget budget = new MemoryBudget(40 * MIB, 0);
    private final WholeBodies bodies = new WholeBodies(new UploadLimit(2 * MIB, Duration.ofSeconds(60)), budget);

    @Test
    void aBodyIsReadAndParsed() throws IOException {
        assertThat(lengthOf(100)).isEqualTo(100);
        assertThat(lengthOf(2 * MIB)).isEqualTo(2 * MIB);
        assertThat(budget.takeIfFree(40 * MIB)).as("all of it is free again").isPresent();
    }

    @Test
    void aBodyThatIsTooLongIsRefusedWhetherItSaysSoOrNot() {
        assertRefused(ProblemType.TOO_LARGE, () -> lengthOf(2 * MIB + 1));
        MockHttpServletRequest chunked = slow(2 * MIB + 1, 0);
        assertRefused(ProblemType.TOO_LARGE, () -> bodies.read(chunked, body -> body.length));
    }

    @Test
    void aBodyThatTakesTooLongIsRefused() {
        WholeBodies impatient = new WholeBodies(new UploadLimit(MIB, Duration.ofMillis(50)), budget);
        assertRefused(ProblemType.TOO_SLOW, () -> impatient.read(slow(1000, 1), body -> body.length));
    }

    /** A name in its head, and members without anything in them: unpacking goes on for ever, and gives nothing. */
    @Test
    void whatIsPackedAndBecomesNothingIsBoundedToo() throws IOException {
        byte[] name = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
        assertRefused(ProblemType.TOO_LARGE, () -> bodies.read(packed(name, 3 * MIB, 0), body -> body.length));
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            new GZIPOutputStream(members).close();
        }
        WholeBodies impatient = new WholeBodies(new UploadLimit(MIB, Duration.ofMillis(50)), budget);
        assertRefused(ProblemType.TOO_SLOW, () -> impatient.read(packed(name, 1000, 1), body -> body.length));
        assertRefused(
                ProblemType.TOO_SLOW, () -> impatient.read(packed(members.toByteArray(), 0, 1), body -> body.length));
    }

    @Test
    void aLargeBodyIsRefusedWhileThereIsNoMemoryAndASmallOneIsNot() throws IOException {
        MemoryBudget.Grant all = budget.take(40 * MIB);
        assertThat(lengthOf(60_000)).isEqualTo(60_000);
        assertRefused(ProblemType.BUSY, () -> lengthOf(100_000));
        assertRefused(ProblemType.BUSY, () -> bodies.holding(100_000, () -> "parsed"));
        assertThat(bodies.holding(60_000, () -> "parsed")).isEqualTo("parsed");
        all.close();
        assertThat(lengthOf(100_000)).isEqualTo(100_000);
    }

    @Test
    void whileABodyArrivesItTakesWhatHasArrivedAndWhileItIsParsedWhatItBecomes() throws IOException {
        bodies.read(request(MIB), body -> {
            assertThat(budget.takeIfFree(23 * MIB))
                    .as("2 MiB for the bytes, 16 for what becomes of them")
                    .isEmpty();
            assertThat(budget.takeIfFree(21 * MIB)).isPresent();
            return body;
        });
    }

    @Test
    void aParserThatFailsGivesTheMemoryBack() {
        assertThatThrownBy(() -> bodies.read(request(MIB), body -> {
                    throw new IOException("broken");
                }))
                .hasMessage("broken");
        assertThat(budget.takeIfFree(40 * MIB)).isPresent();
    }

    private int lengthOf(int bytes) throws IOException {
        return bodies.read(request(bytes), body -> body.length);
    }

    private static void assertRefused(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    private static MockHttpServletRequest request(int bytes) {
        MockHttpServletRequest request = new MockHttpServletRequest("PUT", "/api/v1/topologies/a");
        request.setContent(new byte[bytes]);
        return request;
    }

    /** A body of unknown length; with a delay it arrives byte by byte. */
    private static MockHttpServletRequest slow(int bytes, int delayMillis) {
        return trickling(new byte[0], bytes, delayMillis);
    }

    /** One that says that it is packed, and begins with these bytes. */
    private static MockHttpServletRequest packed(byte[] begin, int more, int delayMillis) {
        MockHttpServletRequest request = trickling(begin, more, delayMillis);
        request.addHeader("Content-Encoding", "gzip");
        return request;
    }

    private static MockHttpServletRequest trickling(byte[] begin, int more, int delayMillis) {
        return new MockHttpServletRequest("PUT", "/api/v1/topologies/a") {
            @Override
            public ServletInputStream getInputStream() {
                return new Trickle(begin, more, delayMillis);
            }
        };
    }

    private static final class Trickle extends ServletInputStream {

        private final byte[] begin;
        private final int more;
        private final int delayMillis;
        private int left;

        Trickle(byte[] begin, int more, int delayMillis) {
            this.begin = begin;
            this.left = begin.length + more;
            this.more = more;
            this.delayMillis = delayMillis;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (delayMillis == 0) {
                return super.read(buffer, offset, length);
            }
            int next = read();
            if (next < 0) {
                return -1;
            }
            buffer[offset] = (byte) next;
            return 1;
        }

        @Override
        public int read() {
            try {
                Thread.sleep(delayMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            int at = begin.length + more - left--;
            if (at >= begin.length + more) {
                return -1;
            }
            return at < begin.length ? begin[at] & 0xff : 'x';
        }

        @Override
        public boolean isFinished() {
            return left <= 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("this body is read by blocking");
        }
    }
}
