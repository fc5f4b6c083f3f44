package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.resolve.TargetNodeResolver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OctetBatchTest {

    private static final TargetNodeResolver RESOLVER = Resolvers.of(0, 7, 1023);
    private static final AddressUnit BYTES = new AddressUnit(0);
    private static final AddressUnit PAGES = new AddressUnit(12);

    @Test
    void theAnswersAreTheSameWhereverTheBodyIsCut() {
        byte[] body = body(0, 0x1000_0000, 0x2fff_ffff, 0x3000_0000, -1L, 1L << 63);
        byte[] answers = answers(0, 7, 1023, -1, -1, -1);
        for (int at = 0; at <= body.length; at++) {
            assertThat(CodecRun.cut(new OctetBatch(RESOLVER, BYTES), body, at)).isEqualTo(answers);
        }
        assertThat(CodecRun.inBytes(new OctetBatch(RESOLVER, BYTES), body)).isEqualTo(answers);
    }

    @Test
    void theAnswersAreTheSameForPiecesOfAnyLength() {
        SplittableRandom random = new SplittableRandom(3);
        long[] addresses = random.longs(20_000, 0, 0x4000_0000).toArray();
        byte[] body = body(addresses);
        byte[][] pieces = new byte[40][];
        int from = 0;
        for (int i = 0; i < pieces.length; i++) {
            int to = i == pieces.length - 1 ? body.length : Math.min(body.length, from + random.nextInt(10_000));
            pieces[i] = Arrays.copyOfRange(body, from, to);
            from = to;
        }
        assertThat(CodecRun.of(new OctetBatch(RESOLVER, BYTES), pieces))
                .isEqualTo(answers(
                        Arrays.stream(addresses).mapToInt(RESOLVER::targetNode).toArray()));
    }

    @Test
    void pageFramesAreMultipliedByThePageSize() {
        assertThat(CodecRun.of(new OctetBatch(RESOLVER, PAGES), body(0x10000, 0x2ffff, -1L >>> 12)))
                .isEqualTo(answers(7, 1023, -1));
    }

    @Test
    void aPageFrameAbove64BitsIsRefusedWithItsByteOffset() {
        byte[] body = body(new long[5000]);
        ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).putLong(8 * 4999, 1L << 52);
        assertThatThrownBy(() -> CodecRun.cut(new OctetBatch(RESOLVER, PAGES), body, 1001))
                .isInstanceOf(ProblemException.class)
                .hasMessage(
                        "byte offset 39992: the address of page frame 0x10000000000000 (pages of 4096 bytes) does not fit in 64 bits");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 9, 16_385})
    void aBodyThatEndsWithinAnAddressIsRefused(int length) {
        assertThatThrownBy(() -> CodecRun.of(new OctetBatch(RESOLVER, BYTES), new byte[length]))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("%d bytes", length);
        assertThatThrownBy(() -> OctetBatch.answerLength(length)).isInstanceOf(ProblemException.class);
        assertThat(OctetBatch.answerLength(8L * length)).isEqualTo(4L * length);
    }

    private static byte[] body(long... addresses) {
        ByteBuffer body = ByteBuffer.allocate(8 * addresses.length).order(ByteOrder.LITTLE_ENDIAN);
        body.asLongBuffer().put(addresses);
        return body.array();
    }

    private static byte[] answers(int... nodes) {
        ByteBuffer answers = ByteBuffer.allocate(4 * nodes.length).order(ByteOrder.LITTLE_ENDIAN);
        answers.asIntBuffer().put(nodes);
        return answers.array();
    }
}
