package io.targetnode.api.lookup;

import io.targetnode.api.body.MemoryReservation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The answers that the client has not accepted yet, in blocks. Many clients read no answer before they have sent the complete
 * body. If the service stopped reading until the client reads, both sides would wait for each other. Therefore millions of
 * answers may wait here while memory is free.
 */
final class WaitingAnswers implements AutoCloseable {

    /** Answers to two million addresses as octets. A client that sends more has to read while it sends. */
    static final int MAX_WAITING_BYTES = 8 << 20;

    private final MemoryReservation memory;
    private final ArrayDeque<ByteBuffer> complete = new ArrayDeque<>();
    private ByteBuffer last;
    /** At most one block. */
    private final ArrayDeque<ByteBuffer> spare = new ArrayDeque<>(1);

    WaitingAnswers(MemoryReservation memory, StreamBuffers buffers) {
        this.memory = memory;
        this.last = buffers.answers().clear();
        this.spare.add(buffers.spare().clear());
    }

    /** The block to append to, little-endian, with at least this many bytes free. */
    ByteBuffer blockFor(int bytes) {
        if (last.remaining() < bytes) {
            complete.add(last.flip());
            last = next();
        }
        return last;
    }

    boolean isEmpty() {
        return complete.isEmpty() && last.position() == 0;
    }

    boolean hasCompleteBlock() {
        return !complete.isEmpty();
    }

    /** Whether more answers may be added now. */
    boolean mayGrow() {
        long held = (long) complete.size() * BatchStreams.BLOCK_BYTES;
        return complete.isEmpty() || held < MAX_WAITING_BYTES && memory.tryGrowIfHalfIsFree(held);
    }

    /** Removes the oldest block. The caller passes it to {@link #reuse} after use. Must not be called when empty. */
    ByteBuffer take() {
        ByteBuffer block = complete.poll();
        if (block == null) {
            block = last.flip();
            last = next();
        }
        if (complete.isEmpty()) {
            memory.close();
        }
        return block;
    }

    /** Takes back a block whose bytes have been written. */
    void reuse(ByteBuffer block) {
        if (spare.isEmpty()) {
            spare.add(block.clear());
        }
    }

    /** Discards all answers. */
    @Override
    public void close() {
        complete.clear();
        last.clear();
        memory.close();
    }

    private ByteBuffer next() {
        ByteBuffer block = spare.poll();
        return block == null ? StreamBuffers.block() : block;
    }
}
