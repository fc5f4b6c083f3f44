package io.targetnode.api.segments;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes ASCII through one buffer, and numbers without a string for each. */
final class AsciiOutput {

    private static final int BUFFER_BYTES = 8192;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final OutputStream out;
    private int used;

    AsciiOutput(OutputStream out) {
        this.out = out;
    }

    void text(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            put((byte) text.charAt(i));
        }
    }

    /** As {@link io.targetnode.memory.Address#print(long)}. */
    void address(long address) throws IOException {
        text("0x");
        int digits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(address) + 3) / 4);
        for (int digit = digits - 1; digit >= 0; digit--) {
            put(DIGITS[(int) (address >>> 4 * digit) & 0xf]);
        }
    }

    /** A node: -1 or not negative. */
    void node(int node) throws IOException {
        if (node < 0) {
            text("-1");
            return;
        }
        if (node >= 10) {
            node(node / 10);
        }
        put(DIGITS[node % 10]);
    }

    /** Writes what is still in the buffer. */
    void end() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    private void put(byte character) throws IOException {
        if (used == BUFFER_BYTES) {
            end();
        }
        buffer[used++] = character;
    }
}
