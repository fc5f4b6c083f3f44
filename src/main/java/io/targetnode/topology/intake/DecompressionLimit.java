package io.targetnode.topology.intake;

import io.targetnode.capture.CountedStream;
import java.io.InputStream;

/** Limits the decompressed size of one upload. Counts all decompressed bytes, stored or skipped. */
final class DecompressionLimit {

    static final long MAX_BYTES = 64L << 20;

    /** The maximum number of tar headers: one for each member, and those for long names and attributes. */
    static final int MAX_HEADERS = 10_000;

    /** The maximum number of bytes inspected in unused files. Later files are skipped without inspection. */
    private static final int MAX_INSPECTED = 2 << 20;

    /** The member that is being read. */
    private String place = "";

    private long bytes;
    private int inspected;
    private int headers;

    void countHeader(String member) {
        place = member;
        if (++headers > MAX_HEADERS) {
            throw UnusableFileException.tooLarge(
                    member, "more than %,d members; a bundle of one host has about a dozen".formatted(MAX_HEADERS));
        }
    }

    /** The number of bytes of the next file that may be inspected. */
    int inspectable(int wanted) {
        return Math.min(wanted, Math.max(0, MAX_INSPECTED - inspected));
    }

    void countInspected(int count) {
        inspected += count;
    }

    /** Counts the bytes of a stream while they are read. */
    InputStream counted(InputStream in, String name) {
        place = name;
        return new CountedStream(in, count -> {
            bytes += count;
            if (bytes > MAX_BYTES) {
                throw UnusableFileException.tooLarge(place, "decompresses to more than %,d bytes".formatted(MAX_BYTES));
            }
        });
    }
}
