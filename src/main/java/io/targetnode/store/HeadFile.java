package io.targetnode.store;

import io.targetnode.topology.StoreUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The number of the last write, in a file beside the database. It is written after the commit and not flushed, so it never
 * exceeds the number in the database, unless the database has lost writes.
 */
final class HeadFile implements AutoCloseable {

    private static final int DIGITS = 19;

    private final Path path;
    private final FileChannel channel;
    private long head;

    private HeadFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.head = read();
    }

    static HeadFile open(Path path, PrivateFiles files) throws IOException {
        return new HeadFile(path, files.open(path));
    }

    /** @throws StoreSetupException if the last write of the database has a lower number than the file */
    void require(long stored) {
        if (stored < head) {
            throw new StoreSetupException(
                    "The database has lost writes: the last one was number %d, and the database ends with number %d."
                            .formatted(head, stored),
                    "Restore %s and the files beside it from a copy, or import an export into an empty directory. To accept the loss, delete %s."
                            .formatted("targetnode.db", path.toAbsolutePath()));
        }
        note(stored);
    }

    /** @throws StoreUnavailableException if the file cannot be written */
    void note(long number) {
        if (number <= head) {
            return;
        }
        try {
            channel.write(ByteBuffer.wrap("%019d\n".formatted(number).getBytes(StandardCharsets.US_ASCII)), 0);
            head = number;
        } catch (IOException e) {
            throw new StoreUnavailableException("The file " + path.getFileName() + " cannot be written.", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A file without a number, as after a crash of the machine, states nothing. */
    private long read() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(DIGITS);
        channel.read(bytes, 0);
        String text = new String(bytes.array(), StandardCharsets.US_ASCII);
        return text.matches("[0-9]{19}") ? Long.parseLong(text) : 0;
    }
}
