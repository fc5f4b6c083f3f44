package io.targetnode.api.view;

import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.json.JsonAnswers;
import io.targetnode.api.revision.EntityTags;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.topology.service.KernelView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Writes the answer to a read: only 304 if the client has it already, else the content in the format that the client prefers. Large
 * answers are written piece by piece. A controller method has it as a parameter, which {@link ViewWriters} resolves.
 */
public final class ViewWriter {

    private final MediaType format;
    private final ServletWebRequest exchange;
    private final HttpServletResponse response;
    private final JsonAnswers json;
    private final MemoryBudget budget;

    ViewWriter(MediaType format, ServletWebRequest exchange, JsonAnswers json, MemoryBudget budget) {
        this.format = format;
        this.exchange = exchange;
        this.response = Objects.requireNonNull(exchange.getResponse());
        this.json = json;
        this.budget = budget;
    }

    /** Computes the content of an answer. */
    @FunctionalInterface
    public interface Content<T> {

        /** @param memory the memory of the answer, none at first; it is released when the client has read the answer */
        T compute(MemoryReservation memory) throws IOException;
    }

    /** The format that the client prefers. */
    public MediaType format() {
        return format;
    }

    /** Writes an answer that is not a view of one revision. Its ETag depends on its complete content. */
    public <T> void write(T answer, Map<MediaType, ViewFormat<T>> formats) throws IOException {
        HttpHeaders headers = new HttpHeaders();
        headers.setETag(EntityTags.of(answer + format.getSubtype()));
        write(TopologyHeaders.varied(headers), formats, memory -> answer);
    }

    /** Writes the answer for a topology under one kernel. */
    public <T> void write(KernelView view, Map<MediaType, ViewFormat<T>> formats, Content<T> content)
            throws IOException {
        write(TopologyHeaders.of(view, format), formats, content);
    }

    /**
     * Writes the answer.
     *
     * @param headers with the ETag of the format, if it has one
     * @param formats the formats that the method of the controller produces
     * @param content is not computed if the client has the answer already
     */
    public <T> void write(HttpHeaders headers, Map<MediaType, ViewFormat<T>> formats, Content<T> content)
            throws IOException {
        if (TopologyHeaders.isUnmodified(headers, exchange)) {
            return;
        }
        try (MemoryReservation memory = budget.reserve()) {
            T computed = content.compute(memory);
            response.setContentType(format.toString());
            Objects.requireNonNull(formats.get(format)).write(computed, this);
        }
    }

    /** Writes an answer as JSON. */
    public void json(Object answer) throws IOException {
        json.write(answer, exchange.getRequest(), response.getOutputStream());
    }

    void smallJson(Object answer) throws IOException {
        byte[] bytes = json.bytes(answer, exchange.getRequest());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** For an answer as text. */
    public Writer text() throws IOException {
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        return response.getWriter();
    }

    /** The request. */
    public HttpServletRequest request() {
        return exchange.getRequest();
    }

    /** The response, for a format that writes octets. */
    public HttpServletResponse response() {
        return response;
    }
}
