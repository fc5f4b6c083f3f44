package io.targetnode.api.lookup;

import io.targetnode.api.body.BodyCoding;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.capture.Gunzip;
import io.targetnode.capture.GzipException;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Optional;

/** The plain bytes of a request's body as they arrive. Reading does not block. */
final class ArrivingBody implements AutoCloseable {

    /** Result of {@link #next}: no bytes have arrived. The container calls when more arrive. */
    static final int NOTHING_YET = 0;

    /** Result of {@link #next}: the body has ended. */
    static final int END = -1;

    private final ServletInputStream in;
    private final byte[] plain;
    private final byte[] compressed;
    private final Optional<Gunzip> gunzip;

    ArrivingBody(ServletInputStream in, BodyCoding coding, StreamBuffers buffers) {
        boolean unpacks = coding == BodyCoding.GZIP;
        this.in = in;
        this.plain = buffers.arriving();
        this.compressed = new byte[unpacks ? plain.length : 0];
        this.gunzip = unpacks ? Optional.of(new Gunzip("")) : Optional.empty();
    }

    /** The bytes that {@link #next} read, from index 0. */
    byte[] bytes() {
        return plain;
    }

    /**
     * Reads the bytes that have arrived, as many as fit.
     *
     * @return the number of bytes, {@link #NOTHING_YET} or {@link #END}
     * @throws io.targetnode.api.problem.ProblemException if the compressed data is damaged
     * @throws IOException if the body is cut off
     */
    int next() throws IOException {
        try {
            return gunzip.isPresent() ? unpack(gunzip.get()) : receive(plain);
        } catch (GzipException e) {
            throw ProblemException.body(e.place(), e.getMessage());
        }
    }

    @Override
    public void close() {
        gunzip.ifPresent(Gunzip::close);
    }

    private int unpack(Gunzip from) throws IOException {
        int length = from.inflate(plain);
        while (length == 0) {
            int received = receive(compressed);
            if (received <= 0) {
                if (received == END) {
                    from.end();
                }
                return received;
            }
            from.feed(compressed, received);
            length = from.inflate(plain);
        }
        return length;
    }

    /**
     * The container calls again only after {@code isReady()} was false. It is true for the framing of a chunk as well, which
     * reads as no bytes, so this asks until it is false.
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
