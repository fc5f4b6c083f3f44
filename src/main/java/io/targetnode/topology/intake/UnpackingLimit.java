package io.targetnode.topology.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How much may come out of what is packed in one upload: counts what is unpacked, whether it is kept or passed over. */
final class UnpackingLimit {

    static final long MAX_BYTES = 64L << 20;

    /** Members of archives, and headers that are none. */
    static final int MAX_HEADERS = 10_000;

    /** Bytes of files that are looked at and turn out to be of no use; of files behind them nothing is looked at. */
    private static final int MAX_IN_VAIN = 2 << 20;

    /** What is read at the moment. */
    private String place = "";

    private long bytes;
    private int inVain;
    private int headers;

    void countHeader(String member) {
        place = member;
        if (++headers > MAX_HEADERS) {
            throw UnusableFileException.tooLarge(
                    member, "more than %,d members; a host has a dozen files to offer".formatted(MAX_HEADERS));
        }
    }

    /** How much of the next file is looked at. */
    int beginning(int most) {
        return Math.min(most, Math.max(0, MAX_IN_VAIN - inVain));
    }

    void countInVain(int looked) {
        inVain += looked;
    }

    /** The bytes of a stream, counted as they are read. */
    InputStream counted(InputStream in, String what) {
        place = what;
        return new FilterInputStream(in) {

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                bytes += Math.max(count, 0);
                if (bytes > MAX_BYTES) {
                    throw UnusableFileException.tooLarge(
                            place, "more than %,d bytes come out of it".formatted(MAX_BYTES));
                }
                return count;
            }
        };
    }
}
