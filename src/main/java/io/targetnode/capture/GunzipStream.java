package io.targetnode.capture;

import java.io.IOException;
import java.io.InputStream;

/** The decompressed bytes of a gzip stream. {@link #close} leaves the compressed stream open. */
public final class GunzipStream extends InputStream {

    private static final int BUFFER_BYTES = 16 << 10;

    private final InputStream in;
    private final Gunzip gunzip;
    private final byte[] compressed = new byte[BUFFER_BYTES];
    private final byte[] plain = new byte[BUFFER_BYTES];
    private int at;
    private int length;

    /** @param place names the compressed stream in messages; empty for the body of a request */
    public GunzipStream(InputStream in, String place) {
        this.in = in;
        this.gunzip = new Gunzip(place);
    }

    @Override
    public int read() throws IOException {
        return fill() ? plain[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        if (wanted == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(wanted, length - at);
        System.arraycopy(plain, at, buffer, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() {
        gunzip.close();
    }

    /** Returns false at the end of the stream. */
    private boolean fill() throws IOException {
        while (at == length) {
            at = 0;
            length = gunzip.inflate(plain);
            if (length == 0) {
                int fed = in.read(compressed);
                if (fed < 0) {
                    gunzip.end();
                    return false;
                }
                gunzip.feed(compressed, fed);
            }
        }
        return true;
    }
}
