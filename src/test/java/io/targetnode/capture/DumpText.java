package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Prints tables as acpidump does. */
final class DumpText {

    private DumpText() {}

    static String of(String signature, byte[] table) {
        StringBuilder text = new StringBuilder(signature + " @ 0x0000000000000000\n");
        for (int offset = 0; offset < table.length; offset += 16) {
            byte[] row = Arrays.copyOfRange(table, offset, Math.min(offset + 16, table.length));
            String characters = new String(row, StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7e]", ".");
            String bytes = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(row);
            text.append("    %04X: %-48s  %s\n".formatted(offset, bytes, characters));
        }
        return text.append('\n').toString();
    }

    /** A table of a length in bytes that holds a header and zeros. */
    static byte[] table(String signature, int length) {
        byte[] table = new byte[length];
        System.arraycopy(signature.getBytes(StandardCharsets.US_ASCII), 0, table, 0, 4);
        for (int i = 0; i < 4; i++) {
            table[4 + i] = (byte) (length >>> 8 * i);
        }
        return table;
    }
}
