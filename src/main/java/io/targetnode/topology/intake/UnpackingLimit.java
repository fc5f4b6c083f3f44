package io.targetnode.topology.intake;

import io.targetnode.capture.CountedStream;
import java.io.InputStream;

/** Limits what one upload may unpack to. Counts all unpacked bytes, stored or skipped. */
final class UnpackingLimit {

    static final long MAX_BYTES = 64L << 20;

    /** Members of archives, and other headers of tar. */
    static final int MAX_HEADERS = 10_000;

    /** Bytes that are inspected of files of no use. After that, files are skipped without an inspection. */
    private static final int MAX_USELESS = 2 << 20;

    /** The member that is being read. */
    private String place = "";

    private long bytes;
    private int useless;
    private int headers;

    void countHeader(String member) {
        place = member;
        if (++headers > MAX_HEADERS) {
            throw UnusableFileException.tooLarge(
                    member, "more than %,d members; a bundle of one host has about a dozen".formatted(MAX_HEADERS));
        }
    }

    /** How many bytes of the next file may be inspected. */
    int beginning(int most) {
        return Math.min(most, Math.max(0, MAX_USELESS - useless));
    }

    void countUseless(int inspected) {
        useless += inspected;
    }

    /** Counts the bytes of a stream while they are read. */
    InputStream counted(InputStream in, String name) {
        place = name;
        return new CountedStream(in, count -> {
            bytes += count;
            if (bytes > MAX_BYTES) {
                throw UnusableFileException.tooLarge(place, "unpacks to more than %,d bytes".formatted(MAX_BYTES));
            }
        });
    }
}
