package io.targetnode.topology.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Reads decompressed files into memory, which is reserved before it is used. */
final class DecompressedBytes {

    private static final int FIRST_BYTES = 65_536;

    /** Unwrapping a text needs about this many times its size. One text is unwrapped at a time. */
    private static final int UNWRAPPING_FACTOR = 3;

    private final IntConsumer reserve;
    private final int maxBytes;
    private int stored;

    /**
     * @param reserve called with the new total before more bytes are stored
     * @param maxBytes the maximum number of bytes that may be stored
     */
    DecompressedBytes(IntConsumer reserve, int maxBytes) {
        this.reserve = reserve;
        this.maxBytes = maxBytes;
    }

    /** Why a file is not read. */
    String tooMuch() {
        return "the decompressed files, including this one, have more than %,d bytes".formatted(maxBytes);
    }

    void reserveForUnwrapping(int length) {
        reserve.accept((int) Math.min(Integer.MAX_VALUE, stored + (long) UNWRAPPING_FACTOR * length));
    }

    /** The complete content; empty if it and the other stored files are too large. */
    Optional<byte[]> read(InputStream in, byte[] beginning) throws IOException {
        byte[] content = beginning;
        int count = beginning.length;
        while (true) {
            if (stored + (long) count > maxBytes) {
                return Optional.empty();
            }
            reserve.accept(stored + count);
            if (count == content.length) {
                int most = (int) Math.min(maxBytes - stored + 1L, Integer.MAX_VALUE);
                content = Arrays.copyOf(content, Math.min(most, Math.max(2 * count, FIRST_BYTES)));
            }
            int read = in.read(content, count, content.length - count);
            if (read < 0) {
                stored += count;
                return Optional.of(Arrays.copyOf(content, count));
            }
            count += read;
        }
    }
}
