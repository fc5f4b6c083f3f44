package io.targetnode.api.lookup;

import io.targetnode.api.body.BodyCoding;
import io.targetnode.api.body.Gunzip;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Optional;

/** The plain bytes of a request's body, as far as they have arrived. Never waits. */
final class ArrivingBody implements AutoCloseable {

    /** {@link #next} says that nothing has arrived; the container tells when something does. */
    static final int NOTHING_YET = 0;

    /** {@link #next} says that nothing follows. */
    static final int END = -1;

    private final ServletInputStream in;
    private final byte[] plain;
    private final byte[] packed;
    private final Optional<Gunzip> gunzip;

    ArrivingBody(ServletInputStream in, BodyCoding coding, StreamBuffers buffers) {
        boolean unpacks = coding == BodyCoding.GZIP;
        this.in = in;
        this.plain = buffers.arriving();
        this.packed = new byte[unpacks ? plain.length : 0];
        this.gunzip = unpacks ? Optional.of(new Gunzip()) : Optional.empty();
    }

    /** Where {@link #next} puts the bytes. */
    byte[] bytes() {
        return plain;
    }

    /**
     * Reads what is there, as much as fits.
     *
     * @return how many bytes, or {@link #NOTHING_YET} or {@link #END}
     * @throws io.targetnode.api.problem.ProblemException if what is packed is damaged
     * @throws IOException if the body is cut off
     */
    int next() throws IOException {
        return gunzip.isPresent() ? unpack(gunzip.get()) : receive(plain);
    }

    @Override
    public void close() {
        gunzip.ifPresent(Gunzip::close);
    }

    private int unpack(Gunzip from) throws IOException {
        int length = from.inflate(plain);
        while (length == 0) {
            int received = receive(packed);
            if (received <= 0) {
                if (received == END) {
                    from.end();
                }
                return received;
            }
            from.feed(packed, received);
            length = from.inflate(plain);
        }
        return length;
    }

    /**
     * The container tells of more only once it has said that nothing is there. Framing of chunks counts as something, and
     * reading it gives no bytes: so it is asked again until it says so.
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
