package io.targetnode.capture;

import java.util.Optional;

/**
 * The block before each member of a tar archive, of which three fields are of use: length, kind, and the check that tells a
 * header from anything else. Names are not looked at.
 *
 * @param kind {@code 0} for a file
 * @param length bytes behind the header
 */
public record TarHeader(char kind, long length) {

    /** Headers and contents are made of blocks of so many bytes. */
    public static final int BLOCK_BYTES = 512;

    private static final int LENGTH_AT = 124;
    private static final int LENGTH_BYTES = 12;
    private static final int CHECK_AT = 148;
    private static final int CHECK_BYTES = 8;
    private static final int KIND_AT = 156;
    /** A number that does not fit into octal digits is binary; all that do not fit are too long for anyone here. */
    private static final int BINARY = 0x80;

    /** The header in a block; empty if the block is none. */
    public static Optional<TarHeader> of(byte[] block) {
        if (!isAt(block)) {
            return Optional.empty();
        }
        long length = (block[LENGTH_AT] & BINARY) != 0 ? Long.MAX_VALUE : octal(block, LENGTH_AT, LENGTH_BYTES);
        return Optional.of(new TarHeader((char) block[KIND_AT], length));
    }

    /** Whether it is a file, as tar writes it today or wrote it once. */
    public boolean isFile() {
        return kind == '0' || kind == 0 || kind == '7';
    }

    /** Whether it tells something about the next header: a long name, attributes. */
    public boolean isDescription() {
        return "xgLK".indexOf(kind) >= 0;
    }

    /** Whether bytes begin with a header: its check is the sum of its bytes, those of the check counted as blanks. */
    static boolean isAt(byte[] bytes) {
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
