package io.targetnode.topology.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The content of one member of an archive. {@link #close} leaves the archive open. */
final class MemberStream extends InputStream {

    private final InputStream archive;
    private long left;

    /** @param length number of bytes of the member */
    MemberStream(InputStream archive, long length) {
        this.archive = archive;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = archive.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }

    /** Reads the rest. Returns false if the archive ends within the member. */
    boolean skipRest() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        return left == 0;
    }
}
