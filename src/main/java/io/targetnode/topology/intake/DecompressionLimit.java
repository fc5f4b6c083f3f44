package io.targetnode.topology.intake;

import io.targetnode.capture.CountedStream;
import java.io.InputStream;
import java.util.Optional;

/**
 * Limits the work for the bundles of one upload: the decompressed bytes, stored or skipped, and the bytes that are examined in files
 * that are not used. The first KiB of each file is always examined, so that a useful file is found wherever it is.
 */
final class DecompressionLimit {

    static final long MAX_BYTES = 64L << 20;

    /** The maximum number of tar headers: one for each member, and those for long names and attributes. */
    static final int MAX_HEADERS = 10_000;

    /** The number of bytes at the beginning of a file that are examined in any case. */
    static final int FIRST_BYTES = 1024;

    /** The maximum number of further bytes that are examined in files that are not used; and in those with a likely name. */
    private static final int MAX_EXAMINED = 2 << 20;

    /** The member that is being read. */
    private String place = "";

    private long bytes;
    private int headers;
    private int examined;
    private int examinedLikely;
    private Optional<String> cutAt = Optional.empty();

    void countHeader(String member) {
        place = member;
        if (++headers > MAX_HEADERS) {
            throw UnusableFileException.tooLarge(
                    member,
                    "more than %,d members; the members from here on are not read; pack only the files of the host"
                            .formatted(MAX_HEADERS));
        }
    }

    /**
     * The number of bytes, after the first ones, of a file that may be examined.
     *
     * @param likely whether the name of the file suggests that it is useful
     */
    int examinable(boolean likely, int wanted) {
        return Math.min(wanted, Math.max(0, MAX_EXAMINED - (likely ? examinedLikely : examined)));
    }

    /** Counts bytes of a file that is not used. */
    void countExamined(boolean likely, int count) {
        if (likely) {
            examinedLikely += count;
        } else {
            examined += count;
        }
    }

    /** Notes that a file was examined only in part. */
    void noteCut(String member) {
        if (cutAt.isEmpty()) {
            cutAt = Optional.of(member);
        }
    }

    /** The first file that was examined only in part, and in which nothing was recognised. */
    Optional<String> cutAt() {
        return cutAt;
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
