package io.targetnode.api.json;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON answers. They end with a line feed, and are indented if the request asks for it. */
@Component
public final class JsonAnswers {

    private static final int BUFFER_BYTES = 1024;

    private final ObjectWriter compact;
    private final ObjectWriter indented;

    JsonAnswers(JsonMapper mapper) {
        compact = mapper.writer();
        indented = mapper.writerWithDefaultPrettyPrinter();
    }

    /** Writes an answer piece by piece. */
    public void write(Object answer, HttpServletRequest request, OutputStream out) {
        ObjectWriter writer = Pretty.isRequested(request) ? indented : compact;
        try (JsonGenerator generator = writer.createGenerator(out)) {
            writer.writeValue(generator, answer);
            generator.writeRaw('\n');
        }
    }

    /** A complete answer, which is sent with a Content-Length. */
    public byte[] bytes(Object answer, HttpServletRequest request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER_BYTES);
        write(answer, request, bytes);
        return bytes.toByteArray();
    }
}
