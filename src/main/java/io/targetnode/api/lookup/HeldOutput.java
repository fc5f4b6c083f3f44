package io.targetnode.api.lookup;

import io.targetnode.api.wire.GrowingGrant;
import io.targetnode.api.wire.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is written back until the end, or until it is too much: many clients read nothing before they have sent
 * everything, and two sides that both only write wait for each other for good. It is too much when the limit is reached,
 * or when other requests have the memory; what is written then goes out at once.
 */
final class HeldOutput extends OutputStream {

    /** Answers for some millions of addresses. A client that sends more has to read meanwhile. */
    static final int HELD_BYTES = 8 << 20;

    private final OutputStream out;
    private final GrowingGrant grant;
    /** Null once it was too much, so that its memory is free again. */
    private @Nullable ByteArrayOutputStream held = new ByteArrayOutputStream();

    HeldOutput(OutputStream out, MemoryBudget budget) {
        this.out = out;
        this.grant = new GrowingGrant(budget);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (held != null && !mayHold(held.size() + length)) {
            release();
        }
        (held == null ? out : held).write(bytes, offset, length);
    }

    /** Writes what is held; what comes later is not held any more. */
    void release() throws IOException {
        if (held != null) {
            held.writeTo(out);
            held = null;
            grant.close();
        }
    }

    /** Gives the memory back; what is still held is lost, as after an error. */
    @Override
    public void close() {
        held = null;
        grant.close();
    }

    private boolean mayHold(int size) {
        return size <= HELD_BYTES && grant.permits(size);
    }
}
