package io.targetnode.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
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
        return new MockHttpServletRequest("PUT", "/api/v1/topologies/a") {
            @Override
            public ServletInputStream getInputStream() {
                return new Trickle(bytes, delayMillis);
            }
        };
    }

    private static final class Trickle extends ServletInputStream {

        private final int delayMillis;
        private int left;

        Trickle(int bytes, int delayMillis) {
            this.left = bytes;
            this.delayMillis = delayMillis;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (delayMillis == 0) {
                return super.read(buffer, offset, length);
            }
            int next = read();
            return next < 0 ? -1 : 1;
        }

        @Override
        public int read() {
            try {
                Thread.sleep(delayMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return left-- > 0 ? 'x' : -1;
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
