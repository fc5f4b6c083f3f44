package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The header block of a member of a tar archive.
 *
 * @param kind {@code 0} for a file
 * @param length number of bytes after the header
 * @param name the path, of which the beginning may be missing if it is long; it may hold a host name
 */
public record TarHeader(char kind, long length, String name) {

    /** The size of the blocks of headers and contents. */
    public static final int BLOCK_BYTES = 512;

    private static final int NAME_BYTES = 100;
    private static final int LENGTH_AT = 124;
    private static final int LENGTH_BYTES = 12;
    private static final int CHECK_AT = 148;
    private static final int CHECK_BYTES = 8;
    private static final int KIND_AT = 156;
    /** Marks a binary number, which is too long for octal digits; the length is then treated as too large. */
    private static final int BINARY = 0x80;

    /** The header in a block; empty if the block is not a header. */
    public static Optional<TarHeader> of(byte[] block) {
        if (!isHeader(block)) {
            return Optional.empty();
        }
        long length = (block[LENGTH_AT] & BINARY) != 0 ? Long.MAX_VALUE : octal(block, LENGTH_AT, LENGTH_BYTES);
        String name = new String(block, 0, NAME_BYTES, StandardCharsets.ISO_8859_1);
        return Optional.of(new TarHeader((char) block[KIND_AT], length, name.replace("\0", "")));
    }

    /** Whether it is a file, in the current or an old format of tar. */
    public boolean isFile() {
        return kind == '0' || kind == 0 || kind == '7';
    }

    /** Whether it is a symbolic link. */
    public boolean isSymbolicLink() {
        return kind == '2';
    }

    /** Whether it describes the next header: a long name or attributes. */
    public boolean isDescription() {
        return "xgLK".indexOf(kind) >= 0;
    }

    /** Whether bytes begin with a header: its checksum is the sum of its bytes, with those of the checksum counted as spaces. */
    static boolean isHeader(byte[] bytes) {
        if (bytes.length < BLOCK_BYTES || bytes[0] == 0) {
            return false;
        }
        int sum = ' ' * CHECK_BYTES;
        for (int i = 0; i < BLOCK_BYTES; i++) {
            sum += i >= CHECK_AT && i < CHECK_AT + CHECK_BYTES ? 0 : bytes[i] & 0xff;
        }
        return sum == octal(bytes, CHECK_AT, CHECK_BYTES);
    }

    private static long octal(byte[] bytes, int from, int length) {
        long number = 0;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '7') {
                number = number << 3 | bytes[i] - '0';
            }
        }
        return number;
    }
}
