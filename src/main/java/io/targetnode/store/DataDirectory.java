package io.targetnode.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The data directory of the embedded store, locked by one process. The operating system releases the lock when the process
 * ends, however it ends.
 */
public final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "targetnode.lock";
    private static final String DATABASE = "targetnode.db";

    private final Path directory;
    private final FileChannel channel;

    private DataDirectory(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Creates the directory if it is missing, and locks it.
     *
     * @throws StoreSetupException if another process holds the lock, or the directory is not writable
     */
    public static DataDirectory lock(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve(LOCK),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                String owner = owner(channel);
                channel.close();
                throw new StoreSetupException(
                        "Another targetnode%s uses the data directory %s.".formatted(owner, directory.toAbsolutePath()),
                        "Stop that process, or set TARGETNODE_DATA_DIR to another directory. To run several processes on"
                                + " the same data, use PostgreSQL (SPRING_DATASOURCE_URL).");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(directory, channel);
        } catch (IOException e) {
            throw new StoreSetupException(
                    "The data directory %s is not writable: %s.".formatted(directory.toAbsolutePath(), e),
                    "Set TARGETNODE_DATA_DIR to a directory that this user may write to, on a disk with free space.",
                    e);
        }
    }

    /** The database file. */
    Path database() {
        return directory.resolve(DATABASE);
    }

    /** SQLite's write-ahead log. */
    Path wal() {
        return directory.resolve(DATABASE + "-wal");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot release the lock of " + directory, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This process holds it.
            return null;
        }
    }

    /** {@code " (process 4711)"}; empty if the other process has not written its id yet. */
    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        String pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        return pid.isBlank() ? "" : " (process %s)".formatted(pid);
    }
}
