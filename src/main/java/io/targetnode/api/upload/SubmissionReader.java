package io.targetnode.api.upload;

import io.targetnode.api.body.BodyReader;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.body.UploadPermits;
import io.targetnode.api.json.JsonBodies;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.topology.Source;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.Upload;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostCaptures;
import io.targetnode.topology.intake.HostMachine;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.context.request.NativeWebRequest;

/** Reads a machine from a body of any supported media type. */
@Component
final class SubmissionReader {

    private final JsonBodies bodies;
    private final BodyReader reader;
    private final MemoryBudget budget;
    private final UploadPermits permits;

    SubmissionReader(JsonBodies bodies, BodyReader reader, MemoryBudget budget, UploadPermits permits) {
        this.bodies = bodies;
        this.reader = reader;
        this.budget = budget;
        this.permits = permits;
    }

    /**
     * Reads the body, according to its Content-Type.
     *
     * @param next runs under the same permit as the reading, and must not wait
     * @throws ProblemException if the body is malformed or too large
     * @throws IOException if it is cut off
     */
    <T> T read(NativeWebRequest webRequest, Function<Submission, T> next)
            throws IOException, HttpMediaTypeNotSupportedException {
        HttpServletRequest request = (HttpServletRequest) webRequest.getNativeRequest();
        MediaType type = type(request.getContentType());
        if (UploadTypes.OF_FILES.stream().anyMatch(known -> known.isCompatibleWith(type))) {
            return file(request, next);
        }
        if (MediaType.APPLICATION_JSON.isCompatibleWith(type)) {
            return json(request, next);
        }
        if (MediaType.MULTIPART_FORM_DATA.isCompatibleWith(type)) {
            return form(request, next);
        }
        throw new HttpMediaTypeNotSupportedException(type, UploadTypes.ALL);
    }

    /** Spring accepts a request with an empty Content-Type as one of octets. */
    private static MediaType type(@Nullable String contentType) throws HttpMediaTypeNotSupportedException {
        if (!StringUtils.hasText(contentType)) {
            throw new HttpMediaTypeNotSupportedException("No Content-Type", UploadTypes.ALL);
        }
        return MediaType.parseMediaType(contentType);
    }

    /** One file from a host, or a bundle of files. The content determines which file it is. */
    private <T> T file(HttpServletRequest request, Function<Submission, T> next) throws IOException {
        try (MemoryReservation memory = budget.reserve()) {
            byte[] body = reader.read(request, memory);
            if (body.length == 0) {
                throw ProblemException.body(
                        "", "the body is empty; it must be a file from a host, or a bundle of files");
            }
            return permits.with(() -> next.apply(file(body, memory)));
        }
    }

    private Submission file(byte[] body, MemoryReservation memory) throws IOException {
        HostCaptures captures = captures(memory, body.length);
        captures.add("body", body);
        memory.addForParsing(captures.bytes());
        return new Submission(Optional.empty(), HostMachine.read(captures.files(Declaration.NOTHING, Map.of())));
    }

    /** Described ranges, or the firmware view. */
    private <T> T json(HttpServletRequest request, Function<Submission, T> next) throws IOException {
        try (MemoryReservation memory = budget.reserve()) {
            byte[] bytes = reader.read(request, memory);
            memory.addForParsing(bytes.length);
            return permits.with(() -> next.apply(json(bytes)));
        }
    }

    private Submission json(byte[] bytes) throws IOException {
        TopologyBody body = bodies.read(bytes, TopologyBody.class);
        String format = body.memory() != null ? "described-ranges" : "firmware-view";
        Map<String, String> labels = body.labels() == null ? Map.of() : Labels.require(body.labels());
        Upload upload =
                new Upload(DeclaredTopology.machine(body), List.of(Source.of(format, bytes)), List.of(), labels);
        return new Submission(Optional.ofNullable(body.name()).map(TopologyName::new), upload);
    }

    /** Files from a host, and fields for facts that the files do not contain. */
    private <T> T form(HttpServletRequest request, Function<Submission, T> next) throws IOException {
        try (MemoryReservation memory = budget.reserve()) {
            byte[] body = reader.read(request, memory);
            return permits.with(() -> next.apply(form(request.getContentType(), body, memory)));
        }
    }

    private Submission form(String type, byte[] body, MemoryReservation memory) throws IOException {
        HostCaptures captures = captures(memory, body.length);
        FormParts form = FormParts.of(MultipartBody.parts(type, body), captures);
        memory.addForParsing(captures.bytes());
        return form.submission();
    }

    /** @param sent bytes that the client has sent; the decompressed bytes are added to them */
    private HostCaptures captures(MemoryReservation memory, long sent) {
        return new HostCaptures(decompressed -> memory.growTo(sent + decompressed), reader.limitBytes());
    }
}
