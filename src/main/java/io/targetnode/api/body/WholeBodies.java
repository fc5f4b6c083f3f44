package io.targetnode.api.body;

import io.targetnode.api.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.springframework.stereotype.Component;

/**
 * Reads bodies whole, within a limit of length and of time, and has them parsed. Memory is taken from the budget as the
 * bytes arrive, so that a slow client holds what it has sent and no more; what parsing takes is taken when all is there.
 */
@Component
public final class WholeBodies {

    /** A body is held as bytes, as text and as values; values of the shortest JSON take most. */
    private static final int HELD_PER_BYTE = 16;

    private static final int BUFFER_BYTES = 16 << 10;

    private final UploadLimit limit;
    private final MemoryBudget budget;

    WholeBodies(UploadLimit limit, MemoryBudget budget) {
        this.limit = limit;
        this.budget = budget;
    }

    /** Makes something of a body. */
    @FunctionalInterface
    public interface Parser<T> {

        /** @throws IOException if the body cannot be had */
        T parse(byte[] body) throws IOException;
    }

    /** Takes out of a body what is in it. */
    @FunctionalInterface
    public interface Unpacking<T> {

        /**
         * @param memory is asked before so many bytes in all are kept that were not received as they are
         * @throws IOException if the body cannot be had
         */
        Unpacked<T> unpack(IntConsumer memory) throws IOException;
    }

    /**
     * What was in a body.
     *
     * @param bytes how many
     * @param work makes something of it
     */
    public record Unpacked<T>(long bytes, Work<T> work) {}

    /** Makes something of what has been received elsewhere. */
    @FunctionalInterface
    public interface Work<T> {

        /** @throws IOException if the body cannot be had */
        T run() throws IOException;
    }

    /**
     * Reads the body, unpacks it if it is packed, and parses it. The limit is one of the packed bytes and of the plain ones.
     *
     * @throws ProblemException if it is too long, too slow, or there is no memory for it
     * @throws IOException if it does not arrive whole
     */
    public <T> T read(HttpServletRequest request, Parser<T> parser) throws IOException {
        limit.require(request.getContentLengthLong());
        try (GrowingGrant grant = new GrowingGrant(budget);
                InputStream in = BodyCoding.plain(request, limit)) {
            byte[] body = read(in, grant);
            return holding(body.length, () -> parser.parse(body));
        }
    }

    /**
     * Reads the body as {@link #read(HttpServletRequest, Parser)} does, has taken out of it what is in it, and that parsed.
     *
     * @throws ProblemException if it is too long, too slow, or there is no memory for it
     * @throws IOException if it does not arrive whole
     */
    public <T> T unpack(HttpServletRequest request, Function<byte[], Unpacking<T>> unpacking) throws IOException {
        limit.require(request.getContentLengthLong());
        try (GrowingGrant grant = new GrowingGrant(budget);
                InputStream in = BodyCoding.plain(request, limit)) {
            return unpack(unpacking.apply(read(in, grant)));
        }
    }

    /**
     * Has taken out what is in bytes that were received already, and that parsed.
     *
     * @throws ProblemException if there is no memory for it
     */
    public <T> T unpack(Unpacking<T> unpacking) throws IOException {
        try (GrowingGrant grant = new GrowingGrant(budget)) {
            Unpacked<T> unpacked = unpacking.unpack(grant::require);
            return holding(unpacked.bytes(), unpacked.work());
        }
    }

    /** How many bytes a body may have, packed or not. */
    public int limitBytes() {
        return limit.bytes();
    }

    /**
     * Parses bytes that were received already.
     *
     * @param bytes how many
     * @throws ProblemException if there is no memory for it
     */
    public <T> T holding(long bytes, Work<T> work) throws IOException {
        if (bytes <= GrowingGrant.FREE_BYTES) {
            return work.run();
        }
        MemoryBudget.Grant grant = budget.take(bytes * HELD_PER_BYTE);
        try {
            return work.run();
        } finally {
            grant.close();
        }
    }

    private byte[] read(InputStream in, GrowingGrant grant) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            limit.require(body.size() + length);
            grant.require(body.size() + length);
            body.write(buffer, 0, length);
        }
        return body.toByteArray();
    }
}
