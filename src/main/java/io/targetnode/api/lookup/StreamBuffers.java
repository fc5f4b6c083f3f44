package io.targetnode.api.lookup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The buffers of a stream. They are pooled, because zeroing new ones takes a tenth of the time of a batch.
 *
 * @param arriving receives the bytes of the body
 * @param answers a block for answers, little-endian
 * @param spare a second block
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StreamBuffers(byte[] arriving, ByteBuffer answers, ByteBuffer spare) {

    /**
     * Fits in the L1 cache. It also bounds the answers to one read, because the stream checks the memory for answers only between
     * reads. The answers to a text body may be eight times as long as the body.
     */
    private static final int ARRIVING_BYTES = 16 << 10;

    StreamBuffers() {
        this(new byte[ARRIVING_BYTES], block(), block());
    }

    static ByteBuffer block() {
        return ByteBuffer.allocate(BatchStreams.BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
