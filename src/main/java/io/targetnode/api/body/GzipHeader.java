package io.targetnode.api.body;

import java.util.zip.CRC32;

/** The header of a member of gzip (RFC 1952, 2.3), byte by byte. */
final class GzipHeader {

    private static final int[] BEGINNING = {0x1f, 0x8b, 8};
    private static final int FLAGS_AT = 3;
    private static final int RESERVED = 0xe0;

    /** The parts of it, in their order; each but the first and the last is there only if its flag is set. */
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
    /** Bytes of the field that came. */
    private int count;
    /** What the last two bytes say, little-endian. */
    private int number;

    private int flags;
    private int extraLength;

    /** What messages call it. */
    private final String place;

    GzipHeader(String place) {
        this.place = place;
    }

    /**
     * Takes the next byte.
     *
     * @return whether it was the last one
     * @throws io.targetnode.api.problem.ProblemException if no gzip begins so
     */
    boolean accept(int b) {
        if (field != Field.CHECK) {
            crc.update(b);
        }
        number = number >>> 8 | b << 8;
        count++;
        if (isWhole(b)) {
            endField();
        }
        return field == Field.END;
    }

    /** Whether nothing of it has come. */
    boolean isEmpty() {
        return field == Field.FIXED && count == 0;
    }

    private boolean isWhole(int b) {
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
        if (at < BEGINNING.length) {
            String fault = at < 2 ? "a member does not begin with 1f 8b" : "its method is not deflate";
            require(b == BEGINNING[at], fault);
        } else if (at == FLAGS_AT) {
            require((b & RESERVED) == 0, "it has flags that are reserved");
            flags = b;
        }
    }

    private void endField() {
        if (field == Field.EXTRA_LENGTH) {
            extraLength = number;
        } else if (field == Field.CHECK) {
            require(number == (crc.getValue() & 0xffff), "the check of its header does not match");
        }
        do {
            field = Field.values()[field.ordinal() + 1];
        } while ((flags & field.flag) != field.flag || field == Field.EXTRA && extraLength == 0);
        count = 0;
    }

    private void require(boolean holds, String fault) {
        Gunzip.require(holds, place, fault);
    }
}
