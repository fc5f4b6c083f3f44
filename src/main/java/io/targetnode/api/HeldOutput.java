package io.targetnode.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is written back until the end, or until it is too much: many clients read nothing before they have sent
 * everything, and two sides that both only write wait for each other for good.
 */
final class HeldOutput extends OutputStream {

    /** Answers for some millions of addresses. A client that sends more has to read meanwhile. */
    static final int HELD_BYTES = 8 << 20;

    private final OutputStream out;
    /** Null once it was too much, so that its memory is free again. */
    private @Nullable ByteArrayOutputStream held = new ByteArrayOutputStream();

    HeldOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (held != null && held.size() + length > HELD_BYTES) {
            release();
        }
        (held == null ? out : held).write(bytes, offset, length);
    }

    /** Writes what is held; what comes later is not held any more. */
    void release() throws IOException {
        if (held != null) {
            held.writeTo(out);
            held = null;
        }
    }
}
