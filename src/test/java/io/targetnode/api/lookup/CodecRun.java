package io.targetnode.api.lookup;

import io.targetnode.api.body.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Runs a codec on bytes that arrive in pieces. */
final class CodecRun {

    private final WaitingAnswers answers =
            new WaitingAnswers(new MemoryBudget(64 << 20, 0).reserve(), new StreamBuffers());

    private final byte[] written = new byte[BatchStreams.BLOCK_BYTES];

    /** The answers to one body that consists of these pieces. */
    static byte[] of(BatchCodec codec, byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CodecRun run = new CodecRun();
        for (byte[] piece : pieces) {
            // A buffer contains other bytes before and after a piece.
            byte[] buffer = new byte[piece.length + 6];
            Arrays.fill(buffer, (byte) '7');
            System.arraycopy(piece, 0, buffer, 3, piece.length);
            codec.accept(buffer, 3, 3 + piece.length, run.answers);
        }
        codec.end(run.answers);
        try {
            run.writeAll(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** The answers to a stream of any length. */
    static void of(BatchCodec codec, InputStream in, OutputStream out) throws IOException {
        CodecRun run = new CodecRun();
        byte[] buffer = new byte[1 << 16];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            codec.accept(buffer, 0, length, run.answers);
            run.writeAll(out);
        }
        codec.end(run.answers);
        run.writeAll(out);
    }

    /** The answers to a body that is cut into two pieces. */
    static byte[] cut(BatchCodec codec, byte[] body, int at) {
        return of(codec, Arrays.copyOf(body, at), Arrays.copyOfRange(body, at, body.length));
    }

    /** The answers to a body that arrives byte by byte. */
    static byte[] inBytes(BatchCodec codec, byte[] body) {
        byte[][] pieces = new byte[body.length][];
        for (int i = 0; i < body.length; i++) {
            pieces[i] = new byte[] {body[i]};
        }
        return of(codec, pieces);
    }

    private void writeAll(OutputStream out) throws IOException {
        while (!answers.isEmpty()) {
            ByteBuffer block = answers.take();
            int length = block.remaining();
            block.get(written, 0, length);
            out.write(written, 0, length);
            answers.reuse(block);
        }
    }
}
