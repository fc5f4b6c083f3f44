package io.targetnode.api.lookup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A stream that repeats the same lines without holding all of them in memory. */
public final class RepeatedLines extends InputStream {

    private static final int TIMES_A_BLOCK = 1000;

    private final byte[] block;
    private final long length;
    private long position;

    public RepeatedLines(String lines, int times) {
        block = lines.repeat(TIMES_A_BLOCK).getBytes(StandardCharsets.US_ASCII);
        length = (long) lines.length() * times;
    }

    public long length() {
        return length;
    }

    @Override
    public int read() {
        return position == length ? -1 : block[(int) (position++ % block.length)];
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) {
        if (position == length) {
            return -1;
        }
        int from = (int) (position % block.length);
        int count = (int) Math.min(Math.min(wanted, block.length - from), length - position);
        System.arraycopy(block, from, buffer, offset, count);
        position += count;
        return count;
    }

    public void sendTo(Socket socket) {
        try {
            transferTo(socket.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
