package io.targetnode.api.body;

import java.io.IOException;
import java.io.InputStream;

/** The plain bytes of a packed body, for whoever waits for them. */
public final class GunzipStream extends InputStream {

    private static final int BUFFER_BYTES = 16 << 10;

    private final InputStream in;
    private final Gunzip gunzip;
    private final byte[] packed = new byte[BUFFER_BYTES];
    private final byte[] plain = new byte[BUFFER_BYTES];
    private int at;
    private int length;

    GunzipStream(InputStream in) {
        this(in, "");
    }

    /** @param place what messages call the packed bytes */
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

    /** Leaves the packed stream open. */
    @Override
    public void close() {
        gunzip.close();
    }

    /** Whether there is a byte more. */
    private boolean fill() throws IOException {
        while (at == length) {
            at = 0;
            length = gunzip.inflate(plain);
            if (length == 0) {
                int fed = in.read(packed);
                if (fed < 0) {
                    gunzip.end();
                    return false;
                }
                gunzip.feed(packed, fed);
            }
        }
        return true;
    }
}
