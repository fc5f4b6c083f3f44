package io.targetnode.api.segments;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes short pieces of ASCII through one buffer, and numbers without a string for each. */
final class AsciiOutput {

    private static final int BUFFER_BYTES = 8192;
    private static final int NUMBER_BYTES = 18;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final OutputStream out;
    private int used;

    AsciiOutput(OutputStream out) {
        this.out = out;
    }

    void text(byte[] text) throws IOException {
        makeRoom(text.length);
        System.arraycopy(text, 0, buffer, used, text.length);
        used += text.length;
    }

    /** As {@link io.targetnode.memory.Address#print(long)}. */
    void address(long address) throws IOException {
        makeRoom(NUMBER_BYTES);
        int digits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(address) + 3) / 4);
        buffer[used++] = '0';
        buffer[used++] = 'x';
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            buffer[used++] = DIGITS[(int) (address >>> shift) & 0xf];
        }
    }

    /** A node: -1 or not negative. */
    void node(int node) throws IOException {
        makeRoom(NUMBER_BYTES);
        if (node < 0) {
            buffer[used++] = '-';
        }
        putDigits(Math.abs(node));
    }

    /** Writes what is still in the buffer. */
    void end() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    private void putDigits(int number) {
        if (number >= 10) {
            putDigits(number / 10);
        }
        buffer[used++] = DIGITS[number % 10];
    }

    private void makeRoom(int bytes) throws IOException {
        if (used + bytes > BUFFER_BYTES) {
            end();
        }
    }
}
