package io.targetnode.api.lookup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a stream of addresses reads into and writes from. Made anew for each batch, the zeros alone would cost a tenth of it.
 *
 * @param arriving for the body's bytes
 * @param answers a block for answers, little-endian
 * @param spare another one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StreamBuffers(byte[] arriving, ByteBuffer answers, ByteBuffer spare) {

    /**
     * Of a body, so many at a time: they stay in the cache next to the processor; and text may become eight times as long,
     * and room for answers is looked for only in between.
     */
    private static final int ARRIVING_BYTES = 16 << 10;

    /** As large as the container's own buffers of a response and a socket: it writes these from where they are. */
    static final int BLOCK_BYTES = 64 << 10;

    StreamBuffers() {
        this(new byte[ARRIVING_BYTES], block(), block());
    }

    static ByteBuffer block() {
        return ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
