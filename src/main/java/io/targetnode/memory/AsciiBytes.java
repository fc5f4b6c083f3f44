package io.targetnode.memory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects the bytes of an answer: ASCII text in one array that grows as needed. It creates no string for a number. */
public final class AsciiBytes {

    /** The longest number is {@code 0x} and 16 digits. */
    private static final int NUMBER_BYTES = 18;

    /** The longest node has a sign and ten digits; one character follows. */
    private static final int NODE_BYTES = 12;

    private static final int RESERVED_NODES = 1024;

    private static final byte[] DIGITS = of("0123456789abcdef");

    private byte[] bytes;
    private int length;

    /** @param capacity the expected length in bytes */
    public AsciiBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** The bytes of a text. */
    public static byte[] of(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public int length() {
        return length;
    }

    /** Removes the text; the array stays allocated. */
    public void clear() {
        length = 0;
    }

    public AsciiBytes append(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    /** Appends an address as {@link Address#print(long)} prints it. */
    public AsciiBytes appendAddress(long address) {
        reserve(NUMBER_BYTES);
        int digits = Math.max(1, (Long.SIZE + 3 - Long.numberOfLeadingZeros(address)) / 4);
        bytes[length++] = '0';
        bytes[length++] = 'x';
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            bytes[length++] = DIGITS[(int) (address >>> shift) & 0xf];
        }
        return this;
    }

    /** Appends a node in decimal. A node is -1 or not negative. */
    public AsciiBytes appendNode(int node) {
        reserve(NUMBER_BYTES);
        length = put(node, bytes, length);
        return this;
    }

    /**
     * Appends nodes, each followed by the same character. Reserves bytes for many nodes at a time: batches spend much of
     * their time here.
     *
     * @param from index of the first node
     * @param to index after the last node
     */
    public AsciiBytes appendNodes(int[] nodes, int from, int to, char end) {
        for (int done = from; done < to; ) {
            int next = Math.min(to, done + RESERVED_NODES);
            reserve((next - done) * NODE_BYTES);
            byte[] text = bytes;
            int at = length;
            for (; done < next; done++) {
                at = put(nodes[done], text, at);
                text[at++] = (byte) end;
            }
            length = at;
        }
        return this;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    /** @param out has at least {@link #length} bytes remaining */
    public void writeTo(ByteBuffer out) {
        out.put(bytes, 0, length);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, length + Math.max(more, length / 2));
        }
    }

    /** Returns the index after the last digit. */
    private static int put(int node, byte[] text, int at) {
        if (node >= 0 && node <= 9) {
            text[at] = (byte) ('0' + node);
            return at + 1;
        }
        int begin = at;
        int rest = node;
        if (rest < 0) {
            text[begin++] = '-';
            rest = -rest;
        }
        int end = begin + 1;
        for (int power = rest; power >= 10; power /= 10) {
            end++;
        }
        for (int i = end - 1; i >= begin; i--) {
            text[i] = DIGITS[rest % 10];
            rest /= 10;
        }
        return end;
    }
}
