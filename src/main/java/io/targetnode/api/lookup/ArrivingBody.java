package io.targetnode.api.lookup;

import io.targetnode.api.body.BodyCoding;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.capture.Gunzip;
import io.targetnode.capture.GzipException;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads the decompressed bytes of a request body as they arrive, without blocking. */
final class ArrivingBody implements AutoCloseable {

    /** Result of {@link #next}: no bytes have arrived. The container calls the read listener when more arrive. */
    static final int NOTHING_YET = 0;

    /** Result of {@link #next}: the body has ended. */
    static final int END = -1;

    /** The ratio of compression is not checked for the first bytes: the answers to them can wait in memory. */
    private static final long UNCHECKED_BYTES = 512 << 10;

    /** Addresses in order are compressed to about a tenth, and addresses of two values to a thirtieth. */
    private static final int MAX_RATIO = 32;

    private final ServletInputStream in;
    private final byte[] plain;
    private final byte[] compressed;
    private final Optional<Gunzip> gunzip;
    private long received;
    private long decompressed;

    ArrivingBody(ServletInputStream in, BodyCoding coding, StreamBuffers buffers) {
        boolean isGzip = coding == BodyCoding.GZIP;
        this.in = in;
        this.plain = buffers.arriving();
        this.compressed = new byte[isGzip ? plain.length : 0];
        this.gunzip = isGzip ? Optional.of(new Gunzip("")) : Optional.empty();
    }

    /** The bytes that {@link #next} read, from index 0. */
    byte[] bytes() {
        return plain;
    }

    /**
     * Reads the bytes that have arrived, as many as fit.
     *
     * @return the number of bytes, {@link #NOTHING_YET} or {@link #END}
     * @throws ProblemException if the compressed data is damaged, or decompresses to many times its length
     * @throws IOException if the body is cut off
     */
    int next() throws IOException {
        try {
            return gunzip.isPresent() ? decompress(gunzip.get()) : receive(plain);
        } catch (GzipException e) {
            throw ProblemException.body(e.place(), e.getMessage());
        }
    }

    /** Whether the body may still be refused because of its ratio of compression. */
    boolean isUnchecked() {
        return gunzip.isPresent() && decompressed <= UNCHECKED_BYTES;
    }

    @Override
    public void close() {
        gunzip.ifPresent(Gunzip::close);
    }

    private int decompress(Gunzip from) throws IOException {
        int length = from.inflate(plain);
        while (length == 0) {
            int count = receive(compressed);
            if (count <= 0) {
                if (count == END) {
                    from.end();
                }
                return count;
            }
            received += count;
            from.feed(compressed, count);
            length = from.inflate(plain);
        }
        decompressed += length;
        requireRatio();
        return length;
    }

    private void requireRatio() {
        if (!isUnchecked() && decompressed > received * MAX_RATIO) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "The body decompresses to more than %d times its length: send it without Content-Encoding."
                            .formatted(MAX_RATIO),
                    List.of());
        }
    }

    /**
     * The container calls again only after {@code isReady()} has returned false. {@code isReady()} also returns true for the
     * framing of a chunk, from which no bytes are read. The loop therefore continues until it returns false.
     */
    private int receive(byte[] buffer) throws IOException {
        while (!in.isFinished()) {
            if (!in.isReady()) {
                return NOTHING_YET;
            }
            int length = in.read(buffer);
            if (length != 0) {
                return length;
            }
        }
        return END;
    }
}
