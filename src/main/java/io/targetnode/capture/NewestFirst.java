package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A boot log whose last line is printed first, as {@code journalctl -r} and the consoles of log stores do. */
final class NewestFirst {

    /** The banner is among the last lines. */
    private static final int END_BYTES = 4096;

    private static final String BANNER = "Linux version ";

    private NewestFirst() {}

    /** The log with its first line first; the same array if it has this order. */
    static byte[] inOrder(byte[] text) {
        if (!isReversed(text)) {
            return text;
        }
        List<String> lines = Arrays.asList(new String(text, StandardCharsets.ISO_8859_1).split("\n"));
        Collections.reverse(lines);
        return (String.join("\n", lines) + '\n').getBytes(StandardCharsets.ISO_8859_1);
    }

    /** On x86, a kernel prints its command line after the banner, and on arm64 the CPU before it. */
    private static boolean isReversed(byte[] text) {
        int length = Math.min(text.length, END_BYTES);
        String end = new String(text, text.length - length, length, StandardCharsets.ISO_8859_1);
        int banner = end.lastIndexOf(BANNER);
        if (banner < 0) {
            return false;
        }
        int before = end.lastIndexOf('\n', banner);
        String previous = end.substring(end.lastIndexOf('\n', before - 1) + 1, Math.max(before, 0));
        String next = end.substring(banner);
        return !next.contains("Command line: ")
                && (previous.contains("Command line: ") || next.contains("Booting Linux on physical CPU"));
    }
}
