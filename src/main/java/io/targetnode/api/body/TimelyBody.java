package io.targetnode.api.body;

import java.io.IOException;
import java.io.InputStream;

/**
 * A body as it is sent, no longer and no slower than the limit says. Whoever unpacks it may read for long without having
 * anything to show for it, so bytes and time are counted here, too.
 */
final class TimelyBody extends InputStream {

    private final InputStream in;
    private final UploadLimit limit;
    private final long deadline;
    private long count;

    /** Time runs from now on. */
    TimelyBody(InputStream in, UploadLimit limit) {
        this.in = in;
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.timeout().toNanos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws io.targetnode.api.problem.ProblemException if it is too long or too slow */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int received = in.read(buffer, offset, length);
        if (received >= 0) {
            count += received;
            limit.require(count, deadline);
        }
        return received;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
