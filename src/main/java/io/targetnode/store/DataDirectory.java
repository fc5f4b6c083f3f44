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
 * The folder of the embedded store, which belongs to one process as long as that runs: the lock is the operating system's and
 * ends with the process, however it ends.
 */
public final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "targetnode.lock";
    private static final String DATABASE = "targetnode.db";

    private final Path folder;
    private final FileChannel channel;

    private DataDirectory(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes a folder; makes it if it is not there.
     *
     * @throws StoreSetupException if another process has it, or it cannot be written
     */
    public static DataDirectory lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                String owner = read(channel);
                channel.close();
                throw new StoreSetupException(
                        "Another targetnode%s uses the folder %s.".formatted(owner, folder.toAbsolutePath()),
                        "Stop it, or set TARGETNODE_DATA_DIR to a folder of its own. Several processes share a PostgreSQL"
                                + " (SPRING_DATASOURCE_URL), not a folder.");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(folder, channel);
        } catch (IOException e) {
            throw new StoreSetupException(
                    "The folder %s cannot be written: %s.".formatted(folder.toAbsolutePath(), e),
                    "Set TARGETNODE_DATA_DIR to a folder that this user may write, on a disk with room.",
                    e);
        }
    }

    /** Where the database is. */
    Path database() {
        return folder.resolve(DATABASE);
    }

    /** What SQLite has committed and not carried into the database yet. */
    Path log() {
        return folder.resolve(DATABASE + "-wal");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot give up the lock of " + folder, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This very process has it.
            return null;
        }
    }

    /** {@code " (process 4711)"}; empty if the other process has not written it yet. */
    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        String pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        return pid.isBlank() ? "" : " (process %s)".formatted(pid);
    }
}
