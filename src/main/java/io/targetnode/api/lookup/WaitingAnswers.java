package io.targetnode.api.lookup;

import io.targetnode.api.body.SpareGrant;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Answers that the client has not taken yet, in blocks. Many clients read nothing before they have sent everything, and two
 * sides that both only write wait for each other for good: so some millions of answers may wait here while there is memory.
 */
final class WaitingAnswers implements AutoCloseable {

    /** Answers for some millions of addresses. A client that sends more has to read meanwhile. */
    static final int HELD_BYTES = 8 << 20;

    private final SpareGrant memory;
    private final ArrayDeque<ByteBuffer> whole = new ArrayDeque<>();
    private ByteBuffer last;
    /** One that may be used again, at most. */
    private final ArrayDeque<ByteBuffer> spare = new ArrayDeque<>(1);

    WaitingAnswers(SpareGrant memory, StreamBuffers buffers) {
        this.memory = memory;
        this.last = buffers.answers().clear();
        this.spare.add(buffers.spare().clear());
    }

    /** Where answers are added: little-endian, with room for so many bytes at least. */
    ByteBuffer room(int bytes) {
        if (last.remaining() < bytes) {
            whole.add(last.flip());
            last = next();
        }
        return last;
    }

    boolean isEmpty() {
        return whole.isEmpty() && last.position() == 0;
    }

    boolean hasWholeBlock() {
        return !whole.isEmpty();
    }

    /** Whether more may be added before the client takes some. */
    boolean mayGrow() {
        long held = (long) whole.size() * StreamBuffers.BLOCK_BYTES;
        return whole.isEmpty() || held < HELD_BYTES && memory.permits(held);
    }

    /** Takes what has waited longest; it is to be given back with {@link #reuse}. Not to be called if there is nothing. */
    ByteBuffer take() {
        ByteBuffer block = whole.poll();
        if (block == null) {
            block = last.flip();
            last = next();
        }
        if (whole.isEmpty()) {
            memory.close();
        }
        return block;
    }

    /** The bytes of the block have been written. */
    void reuse(ByteBuffer block) {
        if (spare.isEmpty()) {
            spare.add(block.clear());
        }
    }

    /** Drops everything. */
    @Override
    public void close() {
        whole.clear();
        last.clear();
        memory.close();
    }

    private ByteBuffer next() {
        ByteBuffer block = spare.poll();
        return block == null ? StreamBuffers.block() : block;
    }
}
