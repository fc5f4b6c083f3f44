package io.targetnode.api.wire;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;

/**
 * How long a body may be that is read whole.
 *
 * @param bytes the limit
 */
public record UploadLimit(int bytes) {

    /**
     * Reads the body.
     *
     * @throws ProblemException if it is longer than the limit
     * @throws IOException if it does not arrive whole
     */
    public byte[] read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > bytes) {
            throw tooLarge();
        }
        byte[] body = request.getInputStream().readNBytes(bytes + 1);
        if (body.length > bytes) {
            throw tooLarge();
        }
        return body;
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                ProblemType.TOO_LARGE,
                "A body may have %,d bytes here, and this one has more.".formatted(bytes),
                List.of());
    }
}
