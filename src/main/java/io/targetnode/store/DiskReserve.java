package io.targetnode.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that occupies disk space beside the database. If the disk is full, it is deleted, so that a deletion of topologies has
 * space for its entries in the write-ahead log.
 */
final class DiskReserve {

    /** 512 pages of the log. A deletion writes a page for about ten revisions, and one for 4 MB of their documents. */
    static final int BYTES = 2 << 20;

    /** More must be free before the space is taken again, so that this does not fill the disk. */
    private static final long FREE_BYTES = 2L * BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(DiskReserve.class);

    private final Path file;
    private final PrivateFiles files;

    DiskReserve(Path file, PrivateFiles files) {
        this.file = file;
        this.files = files;
    }

    /** Takes the space if it is not taken yet and much more is free. */
    void restore() {
        try {
            if (!Files.exists(file) && Files.getFileStore(file.getParent()).getUsableSpace() > FREE_BYTES) {
                write();
            }
        } catch (IOException e) {
            LOG.warn("No disk space could be reserved for deletions: {}", e.toString());
        }
    }

    private void write() throws IOException {
        try (FileChannel channel = files.open(file)) {
            ByteBuffer zeros = ByteBuffer.allocate(BYTES);
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
        }
    }

    /** Frees the space. Returns whether it was taken. */
    boolean release() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The disk space that is reserved for deletions could not be freed: {}", e.toString());
            return false;
        }
    }
}
