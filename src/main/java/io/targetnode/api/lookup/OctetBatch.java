package io.targetnode.api.lookup;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.resolve.TargetNodeResolver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An octet batch: little-endian 64-bit addresses in, little-endian 32-bit nodes out. */
final class OctetBatch implements BatchCodec {

    /** Both arrays stay in the processor's cache. */
    private static final int AT_A_TIME = 2048;

    private final TargetNodeResolver resolver;
    private final AddressUnit unit;
    private final long[] addresses = new long[AT_A_TIME];
    private final int[] nodes = new int[AT_A_TIME];
    /** The first {@link #partialBytes} bytes of an address whose end has not arrived. */
    private final byte[] partial = new byte[Long.BYTES];

    private int partialBytes;
    private long answered;

    OctetBatch(TargetNodeResolver resolver, AddressUnit unit) {
        this.resolver = resolver;
        this.unit = unit;
    }

    /**
     * The length of the answers to a body of this length.
     *
     * @throws ProblemException if a body of this length ends within an address
     */
    static long answerLength(long bodyLength) {
        if (bodyLength % Long.BYTES != 0) {
            throw wrongLength(bodyLength);
        }
        return bodyLength / Long.BYTES * Integer.BYTES;
    }

    @Override
    public void accept(byte[] bytes, int from, int to, WaitingAnswers answers) {
        int at = partialBytes == 0 ? from : completePartial(bytes, from, to, answers);
        ByteBuffer input = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (to - at >= Long.BYTES) {
            int count = Math.min(AT_A_TIME, (to - at) / Long.BYTES);
            input.position(at).asLongBuffer().get(addresses, 0, count);
            answer(count, answers);
            at += count * Long.BYTES;
        }
        if (at < to) {
            System.arraycopy(bytes, at, partial, 0, to - at);
            partialBytes = to - at;
        }
    }

    @Override
    public void end(WaitingAnswers answers) {
        if (partialBytes != 0) {
            throw wrongLength(answered * Long.BYTES + partialBytes);
        }
    }

    /** Returns the index of the next address. */
    private int completePartial(byte[] bytes, int from, int to, WaitingAnswers answers) {
        int count = Math.min(to - from, Long.BYTES - partialBytes);
        System.arraycopy(bytes, from, partial, partialBytes, count);
        partialBytes += count;
        if (partialBytes == Long.BYTES) {
            partialBytes = 0;
            addresses[0] =
                    ByteBuffer.wrap(partial).order(ByteOrder.LITTLE_ENDIAN).getLong();
            answer(1, answers);
        }
        return from + count;
    }

    private void answer(int count, WaitingAnswers answers) {
        int tooLarge = unit.toAddresses(addresses, count);
        if (tooLarge >= 0) {
            throw ProblemException.body(
                    "byte offset " + (answered + tooLarge) * Long.BYTES, unit.tooLarge(addresses[tooLarge]));
        }
        resolver.targetNodes(addresses, nodes, count);
        ByteBuffer block = answers.blockFor(count * Integer.BYTES);
        block.asIntBuffer().put(nodes, 0, count);
        block.position(block.position() + count * Integer.BYTES);
        answered += count;
    }

    private static ProblemException wrongLength(long bytes) {
        return ProblemException.body("", "the body has %d bytes, which is not a multiple of 8".formatted(bytes));
    }
}
