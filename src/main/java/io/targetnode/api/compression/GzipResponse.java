package io.targetnode.api.compression;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** A response whose body is compressed if it is long enough and of a type that becomes shorter. */
final class GzipResponse extends HttpServletResponseWrapper implements AutoCloseable {

    /** The end of the ETag of a compressed answer. */
    static final String TAG_SUFFIX = "-gzip";

    /** Shorter answers fit into one packet anyway. */
    static final int MIN_BYTES = 1024;

    private static final Set<String> TYPES = Set.of(
            MediaType.APPLICATION_JSON_VALUE,
            MediaType.TEXT_PLAIN_VALUE,
            "text/csv",
            "image/svg+xml",
            MediaType.APPLICATION_OCTET_STREAM_VALUE);

    private final HttpServletRequest request;
    private long contentLength = -1;
    private @Nullable GzipBody body;
    private @Nullable PrintWriter writer;

    GzipResponse(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    /** The length is passed on when it is known that the body is not compressed. */
    @Override
    public void setContentLengthLong(long length) {
        contentLength = length;
    }

    /** Spring sets the length with the other headers. */
    @Override
    public void setHeader(String name, String value) {
        if (name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
            setContentLengthLong(Long.parseLong(value));
        } else {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
            setContentLengthLong(Long.parseLong(value));
        } else {
            super.addHeader(name, value);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (request.isAsyncStarted()) {
            return plainStream();
        }
        if (body == null) {
            body = new GzipBody(this);
        }
        return body;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer =
                    new PrintWriter(new OutputStreamWriter(getOutputStream(), Charset.forName(getCharacterEncoding())));
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (writer != null) {
            writer.flush();
        }
        if (body == null) {
            super.flushBuffer();
        } else {
            body.flush();
        }
    }

    @Override
    public void reset() {
        super.reset();
        discard();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        discard();
    }

    private void discard() {
        contentLength = -1;
        close();
        body = null;
        writer = null;
    }

    /** Whether a body that has at least this many bytes may be compressed. */
    boolean isCompressible(int atLeast) {
        String type = getContentType();
        return (contentLength < 0 ? atLeast : contentLength) >= MIN_BYTES
                && mayBeCompressed()
                && type != null
                && TYPES.contains(type.split(";", 2)[0]);
    }

    /** Whether it is too early to decide: the length is unknown, and few bytes have been written. */
    boolean mayBecomeCompressible() {
        String type = getContentType();
        return contentLength < 0 && mayBeCompressed() && type != null && TYPES.contains(type.split(";", 2)[0]);
    }

    private boolean mayBeCompressed() {
        return getStatus() == SC_OK && getHeader(HttpHeaders.CONTENT_ENCODING) == null;
    }

    /** The stream for a body that is not compressed. */
    ServletOutputStream plainStream() throws IOException {
        if (contentLength >= 0) {
            super.setContentLengthLong(contentLength);
        }
        return super.getOutputStream();
    }

    /** The stream for compressed bytes. */
    OutputStream compressedStream() throws IOException {
        setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        markTag();
        return super.getOutputStream();
    }

    /** Changes the ETag to that of the compressed answer. */
    void markTag() {
        String tag = getHeader(HttpHeaders.ETAG);
        if (tag != null && !tag.endsWith(TAG_SUFFIX + '"')) {
            setHeader(HttpHeaders.ETAG, tag.substring(0, tag.length() - 1) + TAG_SUFFIX + '"');
        }
    }

    /** Writes the rest of a complete answer. */
    void finish() throws IOException {
        if (request.isAsyncStarted()) {
            return;
        }
        if (writer != null) {
            writer.flush();
        }
        if (body != null) {
            body.finish();
        } else if (contentLength >= 0) {
            super.setContentLengthLong(contentLength);
        }
    }

    /** Frees the memory of the compression. An incomplete answer then does not end like a complete one. */
    @Override
    public void close() {
        if (body != null) {
            body.release();
        }
    }
}
