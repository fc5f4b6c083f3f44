package io.targetnode.api.wire;

import io.targetnode.api.problem.ProblemException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952) that arrives in pieces: {@link #feed} a piece, {@link #inflate} until it gives nothing more, feed
 * the next one, and tell the {@link #end}. Members may follow each other. Takes the same memory whatever the packed bytes
 * become; its owner decides how much of it to take.
 *
 * <p>The JDK's stream would wait for its input, and takes a member for the last one if nothing has arrived behind it yet.
 */
public final class Gunzip implements AutoCloseable {

    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    /** What the next byte of the packed ones is. */
    private enum Place {
        MAGIC,
        SECOND_MAGIC,
        METHOD,
        FLAGS,
        /** Time, level and system. */
        FIXED,
        EXTRA_LENGTH,
        EXTRA_BYTES,
        NAME_BYTES,
        COMMENT_BYTES,
        HEADER_CHECK,
        DATA,
        CHECK,
        LENGTH
    }

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private Place place = Place.MAGIC;
    private boolean begun;
    private byte[] packed = {};
    private int at;
    private int end;
    private int flags;
    /** How many bytes of a field are still to come, and what those that came say, little-endian. */
    private int rest;

    private long value;
    private final CRC32 headerCrc = new CRC32();
    private long members;

    /** Takes a piece. What was fed before has been used up; the bytes stay as they are until this has been, too. */
    public void feed(byte[] bytes, int length) {
        packed = bytes;
        at = 0;
        end = length;
        if (place == Place.DATA) {
            inflater.setInput(packed, at, end - at);
        }
    }

    /**
     * Unpacks some of what was fed.
     *
     * @param plain gets the bytes
     * @return how many; 0 if all that was fed is used up
     * @throws ProblemException if it is no gzip, or damaged
     */
    public int inflate(byte[] plain) {
        while (true) {
            if (place == Place.DATA) {
                int length = inflateData(plain);
                if (length > 0 || place == Place.DATA) {
                    return length;
                }
            }
            if (at == end) {
                return 0;
            }
            accept(packed[at++] & 0xff);
        }
    }

    /** @throws ProblemException if this is not the end of a member */
    public void end() {
        if (begun || members == 0) {
            throw damaged("it ends too early");
        }
    }

    /** Frees what it holds outside of the heap. */
    @Override
    public void close() {
        inflater.end();
    }

    /** Goes on to the check behind the data when they end. */
    private int inflateData(byte[] plain) {
        try {
            int length = inflater.inflate(plain);
            crc.update(plain, 0, length);
            if (inflater.finished()) {
                at = end - inflater.getRemaining();
                field(Place.CHECK, 4);
            } else if (inflater.needsDictionary()) {
                throw damaged("its data are damaged");
            }
            return length;
        } catch (DataFormatException e) {
            throw damaged("its data are damaged");
        }
    }

    private void accept(int b) {
        if (place.compareTo(Place.HEADER_CHECK) < 0) {
            headerCrc.update(b);
        }
        switch (place) {
            case MAGIC -> {
                require(b == MAGIC_1, "a member does not begin with 1f 8b");
                begun = true;
                place = Place.SECOND_MAGIC;
            }
            case SECOND_MAGIC -> {
                require(b == MAGIC_2, "a member does not begin with 1f 8b");
                place = Place.METHOD;
            }
            case METHOD -> {
                require(b == DEFLATE, "its method is not deflate");
                place = Place.FLAGS;
            }
            case FLAGS -> {
                require((b & RESERVED) == 0, "it has flags that are reserved");
                flags = b;
                field(Place.FIXED, 6);
            }
            case NAME_BYTES, COMMENT_BYTES -> {
                if (b == 0) {
                    next();
                }
            }
            default -> acceptOfField(b);
        }
    }

    private void acceptOfField(int b) {
        value = value >>> 8 | (long) b << 56;
        if (--rest == 0) {
            next();
        }
    }

    private void field(Place field, int length) {
        place = field;
        rest = length;
        value = 0;
    }

    /** The little-endian number that the field's bytes are. */
    private long number(int length) {
        return value >>> Long.SIZE - 8 * length;
    }

    /** What follows on the place that has just been left. */
    private void next() {
        switch (place) {
            case FIXED -> {
                if ((flags & EXTRA) != 0) {
                    field(Place.EXTRA_LENGTH, 2);
                } else {
                    afterExtra();
                }
            }
            case EXTRA_LENGTH -> {
                int length = (int) number(2);
                if (length > 0) {
                    field(Place.EXTRA_BYTES, length);
                } else {
                    afterExtra();
                }
            }
            case EXTRA_BYTES -> afterExtra();
            case NAME_BYTES -> afterName();
            case COMMENT_BYTES -> afterComment();
            case HEADER_CHECK -> {
                require(number(2) == (headerCrc.getValue() & 0xffff), "the check of its header does not match");
                data();
            }
            case CHECK -> {
                require(number(4) == crc.getValue(), "its check does not match its data");
                field(Place.LENGTH, 4);
            }
            case LENGTH -> endMember();
            default -> throw new IllegalStateException("nothing follows on " + place);
        }
    }

    private void afterExtra() {
        if ((flags & NAME) != 0) {
            place = Place.NAME_BYTES;
        } else {
            afterName();
        }
    }

    private void afterName() {
        if ((flags & COMMENT) != 0) {
            place = Place.COMMENT_BYTES;
        } else {
            afterComment();
        }
    }

    private void afterComment() {
        if ((flags & HEADER_CRC) != 0) {
            field(Place.HEADER_CHECK, 2);
        } else {
            data();
        }
    }

    private void data() {
        place = Place.DATA;
        inflater.setInput(packed, at, end - at);
    }

    private void endMember() {
        require(number(4) == (inflater.getBytesWritten() & 0xffff_ffffL), "its length does not match its data");
        inflater.reset();
        crc.reset();
        headerCrc.reset();
        members++;
        begun = false;
        place = Place.MAGIC;
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw damaged(fault);
        }
    }

    private static ProblemException damaged(String fault) {
        return ProblemException.body("", "the body is no whole gzip: " + fault);
    }
}
