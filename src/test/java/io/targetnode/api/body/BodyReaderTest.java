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

/** The limits on length and time of a complete body, and the memory that it takes. */
class BodyReaderTest {

    private static final int MIB = 1 << 20;

    private final MemoryBudget budget = new MemoryBudget(40 * MIB, 0);
    private final BodyReader reader = new BodyReader(new UploadLimit(2 * MIB, Duration.ofSeconds(60)));
    private final BodyReader shortTimeout = new BodyReader(new UploadLimit(MIB, Duration.ofMillis(20)));

    @Test
    void aBodyIsRead() throws IOException {
        assertThat(lengthOf(request(100))).isEqualTo(100);
        assertThat(lengthOf(request(2 * MIB))).isEqualTo(2 * MIB);
        assertThat(budget.freeBytes()).as("all of it is free again").isEqualTo(40 * MIB);
    }

    @Test
    void aBodyThatIsTooLongIsRefusedWithAndWithoutItsLength() {
        assertRefused(ProblemType.TOO_LARGE, () -> lengthOf(request(2 * MIB + 1)));
        assertRefused(ProblemType.TOO_LARGE, () -> lengthOf(trickling(new byte[0], 2 * MIB + 1, 0)));
    }

    @Test
    void aBodyThatTakesTooLongIsRefused() {
        assertRefused(ProblemType.TOO_SLOW, () -> read(shortTimeout, trickling(new byte[0], 1000, 1)));
    }

    /** The time for the complete body is not over. */
    @Test
    void aBodyThatDripsIsRefusedEarly() {
        BodyReader dripping = new BodyReader(new UploadLimit(MIB, Duration.ofMillis(800)));
        assertThatThrownBy(() -> read(dripping, trickling(new byte[0], 2_000, 10)))
                .hasMessage("The body arrives at less than 1,024 bytes a second.");
    }

    /** A long name in the gzip header, or many empty members: decompression reads on without any output. */
    @Test
    void compressedBytesWithoutOutputAreAlsoLimited() throws IOException {
        byte[] name = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
        assertRefused(ProblemType.TOO_LARGE, () -> lengthOf(compressed(name, 3 * MIB, 0)));
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            new GZIPOutputStream(members).close();
        }
        assertRefused(ProblemType.TOO_SLOW, () -> read(shortTimeout, compressed(name, 1000, 1)));
        assertRefused(ProblemType.TOO_SLOW, () -> read(shortTimeout, compressed(members.toByteArray(), 0, 1)));
    }

    @Test
    void aLargeBodyIsRefusedWhileNoMemoryIsFreeButASmallBodyIsNot() throws IOException {
        MemoryReservation all = budget.reserve();
        all.addForParsing(40 * MIB);
        assertThat(lengthOf(request(60_000))).isEqualTo(60_000);
        assertRefused(ProblemType.BUSY, () -> lengthOf(request(100_000)));
        assertRefused(ProblemType.BUSY, () -> budget.reserve().addForParsing(100_000));
        budget.reserve().addForParsing(60_000);
        all.close();
        assertThat(lengthOf(request(100_000))).isEqualTo(100_000);
    }

    @Test
    void aBodyTakesTwiceItsLengthAndParsingSixteenTimes() throws IOException {
        try (MemoryReservation memory = budget.reserve()) {
            memory.addForParsing(reader.read(request(MIB), memory).length);
            assertThat(budget.freeBytes()).isBetween(21L * MIB, 22L * MIB);
        }
        assertThat(budget.freeBytes()).isEqualTo(40 * MIB);
    }

    private int lengthOf(MockHttpServletRequest request) throws IOException {
        return read(reader, request);
    }

    private int read(BodyReader by, MockHttpServletRequest request) throws IOException {
        try (MemoryReservation memory = budget.reserve()) {
            return by.read(request, memory).length;
        }
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

    /** A body with Content-Encoding gzip. */
    private static MockHttpServletRequest compressed(byte[] begin, int more, int delayMillis) {
        MockHttpServletRequest request = trickling(begin, more, delayMillis);
        request.addHeader("Content-Encoding", "gzip");
        return request;
    }

    /** A body of unknown length; with a delay it arrives byte by byte. */
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
                if (delayMillis > 0) {
                    Thread.sleep(delayMillis);
                }
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
            throw new IllegalStateException("this body is read with blocking calls");
        }
    }
}
