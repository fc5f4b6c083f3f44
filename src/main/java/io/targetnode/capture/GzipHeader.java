package io.targetnode.capture;

import java.util.zip.CRC32;

/** Reads the header of a gzip member (RFC 1952, 2.3) byte by byte. */
final class GzipHeader {

    private static final int[] MAGIC = {0x1f, 0x8b, 8};
    private static final int FLAGS_AT = 3;
    private static final int RESERVED = 0xe0;

    /** The fields in their order. A field with a flag is present only if the flag is set. */
    private enum Field {
        FIXED(0),
        EXTRA_LENGTH(4),
        EXTRA(4),
        NAME(8),
        COMMENT(16),
        CHECK(2),
        END(0);

        private final int flag;

        Field(int flag) {
            this.flag = flag;
        }
    }

    private final CRC32 crc = new CRC32();
    private Field field = Field.FIXED;
    /** Bytes of the current field so far. */
    private int count;
    /** The last two bytes, little-endian. */
    private int number;

    private int flags;
    private int extraLength;

    private final String place;

    GzipHeader(String place) {
        this.place = place;
    }

    /**
     * Takes the next byte.
     *
     * @return whether the header is complete
     * @throws GzipException if this is not the header of a gzip member
     */
    boolean accept(int b) {
        if (field != Field.CHECK) {
            crc.update(b);
        }
        number = number >>> 8 | b << 8;
        count++;
        if (endsField(b)) {
            endField();
        }
        return field == Field.END;
    }

    /** Whether no byte has arrived. */
    boolean isEmpty() {
        return field == Field.FIXED && count == 0;
    }

    private boolean endsField(int b) {
        return switch (field) {
            case FIXED -> {
                requireFixed(b);
                yield count == 10;
            }
            case EXTRA_LENGTH, CHECK -> count == 2;
            case EXTRA -> count == extraLength;
            case NAME, COMMENT -> b == 0;
            case END -> throw new IllegalStateException("the header has ended");
        };
    }

    private void requireFixed(int b) {
        int at = count - 1;
        if (at < MAGIC.length) {
            String fault = at < 2 ? "a member does not begin with 1f 8b" : "its method is not deflate";
            require(b == MAGIC[at], fault);
        } else if (at == FLAGS_AT) {
            require((b & RESERVED) == 0, "it has reserved flags");
            flags = b;
        }
    }

    private void endField() {
        if (field == Field.EXTRA_LENGTH) {
            extraLength = number;
        } else if (field == Field.CHECK) {
            require(number == (crc.getValue() & 0xffff), "the CRC of its header does not match");
        }
        do {
            field = Field.values()[field.ordinal() + 1];
        } while ((flags & field.flag) != field.flag || field == Field.EXTRA && extraLength == 0);
        count = 0;
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            throw new GzipException(place, fault);
        }
    }
}
