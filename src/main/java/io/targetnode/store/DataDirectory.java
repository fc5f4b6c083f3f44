package io.targetnode.store;

import io.targetnode.topology.StoreUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The data directory of the embedded store, locked by one process. The operating system releases the lock when the process
 * ends, however it ends.
 */
public final class DataDirectory implements AutoCloseable {

    private static final String PREFIX = "targetnode.";
    private static final String LOCK = PREFIX + "lock";
    private static final String DATABASE = PREFIX + "db";

    private final Path directory;
    private final FileChannel channel;
    private final HeadFile head;
    private final DiskReserve reserve;
    /** A checkpoint makes the database file larger, with the space that a deletion may need. */
    private final Lock space = new ReentrantLock();

    private final FileIdentity lockFile;
    private volatile Optional<FileIdentity> databaseFile = Optional.empty();

    private DataDirectory(PrivateFiles files, FileChannel channel) throws IOException {
        this.directory = files.directory();
        this.channel = channel;
        this.head = HeadFile.open(directory.resolve("targetnode.head"), files);
        this.reserve = new DiskReserve(directory.resolve("targetnode.reserve"), files);
        this.lockFile = FileIdentity.of(directory.resolve(LOCK));
    }

    /**
     * Identifies a file, even if another file has its name later.
     *
     * @param key the inode; null where the system has none
     */
    private record FileIdentity(Path path, @Nullable Object key) {

        static FileIdentity of(Path path) throws IOException {
            return new FileIdentity(
                    path, Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        }

        void requirePresent() throws IOException {
            if (!equals(of(path))) {
                throw new FileSystemException(path.toString(), null, "it is no longer the same file");
            }
        }
    }

    /**
     * Creates the directory if it is missing, and locks it. Only this user may access the files.
     *
     * @throws StoreSetupException if another process holds the lock, or the directory is not writable
     */
    public static DataDirectory lock(Path directory) {
        try {
            PrivateFiles files = new PrivateFiles(directory, PREFIX);
            files.prepare();
            FileChannel channel = files.open(directory.resolve(LOCK));
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
            // SQLite takes an empty file for a new database, and gives its other files the same permissions.
            files.create(directory.resolve(DATABASE));
            return new DataDirectory(files, channel);
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

    /**
     * Checks an opened database and watches its file from now on.
     *
     * @param stored the number of its last write
     * @throws StoreSetupException if the database has lost writes
     */
    void opened(long stored) {
        head.require(stored);
        reserve.restore();
        try {
            databaseFile = Optional.of(FileIdentity.of(database()));
        } catch (IOException e) {
            throw removed(e);
        }
    }

    /**
     * Checks that the lock and the database are still in the directory. Otherwise all that is written is lost, and another process
     * can lock a new directory of the same name.
     *
     * @throws StoreUnavailableException if they are not
     */
    void requirePresent() {
        try {
            lockFile.requirePresent();
            if (databaseFile.isPresent()) {
                databaseFile.get().requirePresent();
            }
        } catch (IOException e) {
            throw removed(e);
        }
    }

    /** Notes the number of a write that was committed. */
    void noteHead(long number) {
        head.note(number);
    }

    /**
     * Deletes with the disk space that is reserved for it.
     *
     * @return empty, without a deletion, if no space is reserved
     */
    <T> Optional<T> withReserve(Supplier<T> deletion) {
        space.lock();
        try {
            return reserve.release() ? Optional.of(deletion.get()) : Optional.empty();
        } finally {
            space.unlock();
        }
    }

    /** Is held while a deletion uses the reserve; a checkpoint must hold it. */
    Lock space() {
        return space;
    }

    /** Reserves disk space for deletions again, if there is enough. */
    void restoreReserve() {
        reserve.restore();
    }

    private StoreUnavailableException removed(IOException e) {
        return new StoreUnavailableException(
                "The data directory %s was removed or replaced while the service was running. Restore it, or restart the service."
                        .formatted(directory.toAbsolutePath()),
                e);
    }

    @Override
    public void close() {
        try {
            head.close();
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
