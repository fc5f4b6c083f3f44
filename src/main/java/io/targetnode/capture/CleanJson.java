package io.targetnode.capture;

import java.io.ByteArrayOutputStream;

/** Cleans JSON that was copied from a terminal, a mail or a web page. */
final class CleanJson {

    private CleanJson() {}

    /**
     * The text without what a terminal, a mail or a web page adds: colour sequences, zero bytes and the mark of UTF-16, quoting at
     * the start of lines, no-break spaces. Lines keep their numbers.
     */
    static byte[] of(byte[] text) {
        if (!needsCleaning(text)) {
            return text;
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream(text.length);
        boolean lineStart = true;
        for (int at = 0; at < text.length; at++) {
            byte b = text[at];
            if (b == 0x1b) {
                at = sequenceEnd(text, at);
            } else if (b == (byte) 0xc2 && at + 1 < text.length && text[at + 1] == (byte) 0xa0) {
                plain.write(' ');
                at++;
            } else if (b != 0 && !(lineStart && (b == '>' || b == '|')) && !(at < 3 && b < 0)) {
                plain.write(b);
                lineStart = b == '\n' || lineStart && (b == ' ' || b == '\t');
            }
        }
        return plain.toByteArray();
    }

    private static boolean needsCleaning(byte[] text) {
        boolean lineStart = true;
        for (byte b : text) {
            // Nearly all bytes of a text.
            if (b > 0x1b && !lineStart) {
                continue;
            }
            if (b == 0x1b || b == 0 || b == (byte) 0xc2 || lineStart && (b == '>' || b == '|' || b < 0)) {
                return true;
            }
            lineStart = b == '\n' || lineStart && (b == ' ' || b == '\t');
        }
        return false;
    }

    /** The last byte of a colour sequence that begins here. */
    private static int sequenceEnd(byte[] text, int escape) {
        int at = escape + 1;
        if (at < text.length && text[at] == '[') {
            at++;
            while (at < text.length && text[at] >= 0x20 && text[at] < 0x40) {
                at++;
            }
            return Math.min(at, text.length - 1);
        }
        return escape;
    }
}
