package io.targetnode.api.lookup;

import io.targetnode.memory.Address;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Text in ASCII that is written piece by piece into an array of known size, without a string for any number. */
public final class AnswerBytes {

    private final byte[] bytes;
    private int length;

    public AnswerBytes(int capacity) {
        bytes = new byte[capacity];
    }

    public int length() {
        return length;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public AnswerBytes append(byte[] text) {
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    /** As {@link Address#print} does. */
    public AnswerBytes appendAddress(long address) {
        bytes[length++] = '0';
        bytes[length++] = 'x';
        int digits = Math.max(1, (Long.SIZE + 3 - Long.numberOfLeadingZeros(address)) / 4);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            int digit = (int) (address >>> shift) & 0xf;
            bytes[length++] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
        return this;
    }

    /** A node: decimal, -1 for "no node". */
    public AnswerBytes appendNode(int node) {
        int rest = node;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (int power = rest; power >= 10; power /= 10) {
            digits++;
        }
        length += digits;
        for (int i = length - 1; i >= length - digits; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return this;
    }
}
