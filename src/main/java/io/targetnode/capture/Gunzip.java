package io.targetnode.capture;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip (RFC 1952) that arrives in pieces: {@link #feed} a piece, call {@link #inflate} until it returns 0, feed the
 * next piece, and call {@link #end} after the last one. A stream may have several members. The memory that this takes does
 * not depend on the data; the caller decides how much of the output to take.
 *
 * <p>The JDK's GZIPInputStream blocks for input, and ends after a member if the next one has not arrived yet.
 */
public final class Gunzip implements AutoCloseable {

    /** CRC-32 and length of the data, four bytes each, little-endian. */
    private static final int TRAILER_BYTES = 8;

    private enum Part {
        HEADER,
        DATA,
        TRAILER
    }

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final String place;
    private GzipHeader header;
    private Part part = Part.HEADER;
    private byte[] packed = {};
    private int at;
    private int end;
    private long trailer;
    private int trailerBytes;
    private long members;

    /** @param place names the stream in messages; empty for the body of a request */
    public Gunzip(String place) {
        this.place = place;
        this.header = new GzipHeader(place);
    }

    /**
     * Takes the next piece after the previous one is inflated completely. The array must not change until this piece is
     * inflated.
     */
    public void feed(byte[] bytes, int length) {
        packed = bytes;
        at = 0;
        end = length;
        if (part == Part.DATA) {
            inflater.setInput(packed, at, end - at);
        }
    }

    /**
     * Decompresses into the array.
     *
     * @return the number of bytes; 0 if the piece is used up
     * @throws GzipException if the stream is not gzip, or is damaged
     */
    public int inflate(byte[] plain) {
        while (true) {
            if (part == Part.DATA) {
                int length = inflateData(plain);
                if (length > 0 || part == Part.DATA) {
                    return length;
                }
            }
            if (at == end) {
                return 0;
            }
            accept(packed[at++] & 0xff);
        }
    }

    /** @throws GzipException if the stream ends within a member */
    public void end() {
        require(part == Part.HEADER && header.isEmpty() && members > 0, "it ends too early");
    }

    /** Frees memory outside the heap. */
    @Override
    public void close() {
        inflater.end();
    }

    /** Returns 0 if more input is needed, or if the trailer follows. */
    private int inflateData(byte[] plain) {
        try {
            int length = inflater.inflate(plain);
            crc.update(plain, 0, length);
            if (inflater.finished()) {
                at = end - inflater.getRemaining();
                part = Part.TRAILER;
            }
            return length;
        } catch (DataFormatException e) {
            throw new GzipException(place, "its data are damaged");
        }
    }

    /** Takes a byte of the header or of the trailer. */
    private void accept(int b) {
        if (part == Part.HEADER) {
            if (header.accept(b)) {
                part = Part.DATA;
                inflater.setInput(packed, at, end - at);
            }
            return;
        }
        trailer = trailer >>> 8 | (long) b << 56;
        if (++trailerBytes == TRAILER_BYTES) {
            endMember();
        }
    }

    private void endMember() {
        require((trailer & 0xffff_ffffL) == crc.getValue(), "its CRC does not match its data");
        require(trailer >>> 32 == (inflater.getBytesWritten() & 0xffff_ffffL), "its length does not match its data");
        inflater.reset();
        crc.reset();
        trailerBytes = 0;
        members++;
        header = new GzipHeader(place);
        part = Part.HEADER;
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            throw new GzipException(place, fault);
        }
    }
}
