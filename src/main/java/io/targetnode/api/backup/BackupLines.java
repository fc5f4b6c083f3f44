package io.targetnode.api.backup;

import io.targetnode.api.body.GrowingGrant;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads a stream line by line, each within a limit of length and of time. Memory for a long line is taken from the budget
 * as it arrives, and given back when the line is handed out: whoever parses it takes more.
 */
final class BackupLines implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 << 10;

    private static final Duration READ_ON = Duration.ofSeconds(10);

    private final InputStream in;
    private final int longest;
    private final Duration timeout;
    private final GrowingGrant grant;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int filled;
    private long number;
    private boolean ended;

    BackupLines(InputStream in, int longest, Duration timeout, MemoryBudget budget) {
        this.in = in;
        this.longest = longest;
        this.timeout = timeout;
        this.grant = new GrowingGrant(budget);
    }

    /** Number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /** Whether the line that was read last ended with a line feed. */
    boolean ended() {
        return ended;
    }

    /**
     * Reads the next line.
     *
     * @return without its end; empty behind the last one
     * @throws ProblemException if it is too long, too slow, or there is no memory for it
     * @throws IOException if the stream does not arrive whole
     */
    Optional<byte[]> next() throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        number++;
        ended = false;
        while (!ended && fill()) {
            int end = lineFeed();
            append(line, end - position);
            ended = end < filled;
            position = Math.min(filled, end + 1);
            requireInTime(deadline);
        }
        return ended || line.size() > 0 ? handOut(line) : Optional.empty();
    }

    /**
     * Gives back the memory of a line that was not handed out, and reads on for a while: many clients look for an answer only
     * when they have sent everything.
     */
    @Override
    public void close() throws IOException {
        grant.close();
        long deadline = System.nanoTime() + READ_ON.toNanos();
        do {
            position = filled;
        } while (fill() && System.nanoTime() - deadline < 0);
    }

    private Optional<byte[]> handOut(ByteArrayOutputStream line) {
        byte[] bytes = line.toByteArray();
        grant.close();
        return Optional.of(bytes);
    }

    private boolean fill() throws IOException {
        if (position < filled) {
            return true;
        }
        position = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    /** Where the next line feed is; where the bytes end that are there, if there is none. */
    private int lineFeed() {
        int at = position;
        while (at < filled && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private void append(ByteArrayOutputStream line, int length) {
        if (line.size() + length > longest) {
            throw refused(ProblemType.TOO_LARGE, "has more than %,d bytes".formatted(longest));
        }
        grant.require(line.size() + length);
        line.write(buffer, position, length);
    }

    private void requireInTime(long deadline) {
        if (!ended && System.nanoTime() - deadline > 0) {
            throw refused(ProblemType.TOO_SLOW, "did not arrive within %d seconds".formatted(timeout.toSeconds()));
        }
    }

    private ProblemException refused(ProblemType type, String what) {
        return ProblemException.at(type, "line %d".formatted(number), what);
    }
}
