package io.targetnode.api.compression;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The body of an answer. The first bytes are held back until it is known whether the body is long enough to be compressed. */
final class GzipBody extends ServletOutputStream {

    private static final int BUFFER_BYTES = 8192;

    private final GzipResponse response;
    private final ByteArrayOutputStream heldBack = new ByteArrayOutputStream(GzipResponse.MIN_BYTES);
    private @Nullable OutputStream out;
    private @Nullable FastGzip gzip;

    GzipBody(GzipResponse response) {
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (out == null && response.mayBecomeCompressible() && heldBack.size() + length < GzipResponse.MIN_BYTES) {
            heldBack.write(bytes, from, length);
            return;
        }
        open(heldBack.size() + length).write(bytes, from, length);
    }

    /** Decides whether to compress, and writes the bytes that were held back. */
    private OutputStream open(int atLeast) throws IOException {
        if (out != null) {
            return out;
        }
        if (response.isCompressible(atLeast)) {
            gzip = new FastGzip(response.compressedStream());
            out = gzip;
        } else {
            out = response.plainStream();
        }
        heldBack.writeTo(out);
        return out;
    }

    /** Does not write bytes that are held back: Spring flushes after every answer, however short. */
    @Override
    public void flush() throws IOException {
        if (out != null) {
            out.flush();
        }
    }

    /** The end of the answer; {@link #finish} writes the rest. */
    @Override
    public void close() throws IOException {
        finish();
    }

    void finish() throws IOException {
        open(heldBack.size());
        if (gzip != null) {
            gzip.finish();
        }
    }

    void release() {
        if (gzip != null) {
            gzip.release();
        }
    }

    @Override
    public boolean isReady() {
        return true;
    }

    /** Asynchronous answers use the container's own stream. */
    @Override
    public void setWriteListener(WriteListener listener) {
        throw new IllegalStateException("not an asynchronous stream");
    }

    /** Fast rather than small: a large map takes a fifth of the time that the default level needs. */
    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }

        /** Frees native memory. */
        void release() {
            def.end();
        }
    }
}
