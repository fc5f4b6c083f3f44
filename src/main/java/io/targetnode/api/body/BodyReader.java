package io.targetnode.api.body;

import io.targetnode.capture.CountedStream;
import io.targetnode.capture.GunzipStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Reads complete bodies, within limits on length and time. */
@Component
public final class BodyReader {

    private static final int BUFFER_BYTES = 16 << 10;

    private final UploadLimit limit;

    BodyReader(UploadLimit limit) {
        this.limit = limit;
    }

    /** The maximum length of a body in bytes, both compressed and decompressed. */
    public int limitBytes() {
        return limit.bytes();
    }

    /**
     * Reads the body, and decompresses it if its Content-Encoding is gzip. The timeout starts with this call.
     *
     * @param memory grows as the bytes arrive
     * @throws io.targetnode.api.problem.ProblemException if the body is too long or arrives too slowly, or there is no memory for it
     * @throws io.targetnode.capture.GzipException if the body is not valid gzip
     * @throws IOException if the body is cut off
     */
    public byte[] read(HttpServletRequest request, MemoryReservation memory) throws IOException {
        limit.require(request.getContentLengthLong());
        try (InputStream in = plain(request)) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                limit.require(body.size() + length);
                memory.growTo(body.size() + length);
                body.write(buffer, 0, length);
            }
            return body.toByteArray();
        }
    }

    /** Limits the compressed bytes too: decompression can read many of them without any output. */
    private InputStream plain(HttpServletRequest request) throws IOException {
        long start = System.nanoTime();
        AtomicLong received = new AtomicLong();
        InputStream body =
                new CountedStream(request.getInputStream(), length -> limit.require(received.addAndGet(length), start));
        return BodyCoding.of(request) == BodyCoding.GZIP ? new GunzipStream(body, "") : body;
    }
}
