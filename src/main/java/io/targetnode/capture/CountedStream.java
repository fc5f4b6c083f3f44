package io.targetnode.capture;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** A stream that reports the length of each read, so that its owner can limit what is read. */
public final class CountedStream extends FilterInputStream {

    private final IntConsumer onRead;

    /** @param onRead takes the number of bytes that were read; an exception that it throws ends the read */
    public CountedStream(InputStream in, IntConsumer onRead) {
        super(in);
        this.onRead = onRead;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (count >= 0) {
            onRead.accept(count);
        }
        return count;
    }
}
