package io.targetnode.api.lookup;

import io.targetnode.api.body.MemoryReservation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The answers that the client has not accepted yet, in blocks. Many clients read no answer before they have sent the complete
 * body. If the service then stopped to read as well, both sides would wait for each other. So millions of answers may wait here
 * while memory is free.
 */
final class WaitingAnswers implements AutoCloseable {

    /** Answers to two million addresses as octets. A client that sends more has to read while it sends. */
    static final int HELD_BYTES = 8 << 20;

    private final MemoryReservation memory;
    private final ArrayDeque<ByteBuffer> whole = new ArrayDeque<>();
    private ByteBuffer last;
    /** At most one block. */
    private final ArrayDeque<ByteBuffer> spare = new ArrayDeque<>(1);

    WaitingAnswers(MemoryReservation memory, StreamBuffers buffers) {
        this.memory = memory;
        this.last = buffers.answers().clear();
        this.spare.add(buffers.spare().clear());
    }

    /** The block to append to, little-endian, with at least so many bytes free. */
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

    /** Whether more answers may be added now. */
    boolean mayGrow() {
        long held = (long) whole.size() * BatchStreams.BLOCK_BYTES;
        return whole.isEmpty() || held < HELD_BYTES && memory.tryGrowToSpare(held);
    }

    /** Removes the oldest block, to be passed to {@link #reuse} after use. Must not be called when empty. */
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

    /** Accepts a block whose bytes have been written. */
    void reuse(ByteBuffer block) {
        if (spare.isEmpty()) {
            spare.add(block.clear());
        }
    }

    /** Discards all answers. */
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
