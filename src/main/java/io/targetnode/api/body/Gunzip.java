package io.targetnode.api.body;

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

    /** The check of the data and their length, four bytes each, little-endian. */
    private static final int TRAILER_BYTES = 8;

    /** What a member is made of. */
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

    /** Of a body. */
    public Gunzip() {
        this("");
    }

    /** @param place what messages call it; empty for the body */
    Gunzip(String place) {
        this.place = place;
        this.header = new GzipHeader(place);
    }

    /** Takes a piece. What was fed before has been used up; the bytes stay as they are until this has been, too. */
    public void feed(byte[] bytes, int length) {
        packed = bytes;
        at = 0;
        end = length;
        if (part == Part.DATA) {
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

    /** @throws ProblemException if this is not the end of a member */
    public void end() {
        require(part == Part.HEADER && header.isEmpty() && members > 0, "it ends too early");
    }

    /** Frees what it holds outside of the heap. */
    @Override
    public void close() {
        inflater.end();
    }

    /** Goes on to the trailer when the data end. */
    private int inflateData(byte[] plain) {
        try {
            int length = inflater.inflate(plain);
            crc.update(plain, 0, length);
            if (inflater.finished()) {
                at = end - inflater.getRemaining();
                part = Part.TRAILER;
            }
            require(!inflater.needsDictionary(), "its data are damaged");
            return length;
        } catch (DataFormatException e) {
            throw damaged(place, "its data are damaged");
        }
    }

    /** A byte of the header or of the trailer. */
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
        require((trailer & 0xffff_ffffL) == crc.getValue(), "its check does not match its data");
        require(trailer >>> 32 == (inflater.getBytesWritten() & 0xffff_ffffL), "its length does not match its data");
        inflater.reset();
        crc.reset();
        trailerBytes = 0;
        members++;
        header = new GzipHeader(place);
        part = Part.HEADER;
    }

    static void require(boolean holds, String place, String fault) {
        if (!holds) {
            throw damaged(place, fault);
        }
    }

    private void require(boolean holds, String fault) {
        require(holds, place, fault);
    }

    private static ProblemException damaged(String place, String fault) {
        return ProblemException.body(
                place, "%s no whole gzip: %s".formatted(place.isEmpty() ? "the body is" : "is", fault));
    }
}
