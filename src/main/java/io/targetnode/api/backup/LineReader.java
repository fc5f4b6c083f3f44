package io.targetnode.api.backup;

import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads a stream line by line, with limits on the length and time of each line. A long line reserves memory from the budget while
 * it arrives. The memory is released when the line is returned, because the parser of the line makes its own reservation.
 */
final class LineReader implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 << 10;

    private static final Duration DISCARD_TIMEOUT = Duration.ofSeconds(10);

    private final InputStream in;
    private final int maxBytes;
    private final Duration timeout;
    private final MemoryReservation memory;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int filled;
    private long number;
    private boolean ended;

    LineReader(InputStream in, int maxBytes, Duration timeout, MemoryBudget budget) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.timeout = timeout;
        this.memory = budget.reserve();
    }

    /** Number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /** Whether the line that was read last ended with a line feed. */
    boolean endedWithLineFeed() {
        return ended;
    }

    /**
     * Reads the next line.
     *
     * @return the line without its line feed; empty at the end of the stream
     * @throws ProblemException if the line is too long or too slow, or there is no memory for it
     * @throws IOException if the stream is cut off
     */
    Optional<byte[]> next() throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        number++;
        ended = false;
        while (!ended && fill()) {
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            append(line, end - position);
            ended = end < filled;
            position = Math.min(filled, end + 1);
            if (!ended && System.nanoTime() - deadline > 0) {
                throw refused(ProblemType.TOO_SLOW, "did not arrive within %d seconds".formatted(timeout.toSeconds()));
            }
        }
        Optional<byte[]> bytes = ended || line.size() > 0 ? Optional.of(line.toByteArray()) : Optional.empty();
        memory.close();
        return bytes;
    }

    /** Releases the memory, and discards the rest for some seconds: many clients read the answer only after they have sent all. */
    @Override
    public void close() throws IOException {
        memory.close();
        long deadline = System.nanoTime() + DISCARD_TIMEOUT.toNanos();
        do {
            position = filled;
        } while (fill() && System.nanoTime() - deadline < 0);
    }

    private boolean fill() throws IOException {
        if (position < filled) {
            return true;
        }
        position = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    private void append(ByteArrayOutputStream line, int length) {
        if (line.size() + length > maxBytes) {
            throw refused(ProblemType.TOO_LARGE, "has more than %,d bytes".formatted(maxBytes));
        }
        memory.growTo(line.size() + length);
        line.write(buffer, position, length);
    }

    private ProblemException refused(ProblemType type, String detail) {
        return ProblemException.at(type, "line %d".formatted(number), detail);
    }
}
