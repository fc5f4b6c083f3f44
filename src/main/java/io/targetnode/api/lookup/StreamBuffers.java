package io.targetnode.api.lookup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The buffers of a stream. They are pooled, as zeroing new ones takes a tenth of the time of a batch.
 *
 * @param arriving for bytes of the body
 * @param answers a block for answers, little-endian
 * @param spare a second block
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StreamBuffers(byte[] arriving, ByteBuffer answers, ByteBuffer spare) {

    /**
     * Fits the L1 cache. It also bounds the answers to one read, which for text may be eight times as long: the stream checks
     * the memory for answers only between reads.
     */
    private static final int ARRIVING_BYTES = 16 << 10;

    StreamBuffers() {
        this(new byte[ARRIVING_BYTES], block(), block());
    }

    static ByteBuffer block() {
        return ByteBuffer.allocate(BatchStreams.BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
