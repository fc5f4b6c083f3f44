package io.targetnode.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory and files that only their owner may access. On a file system without POSIX permissions, they have those of the system.
 *
 * @param directory contains the files
 * @param prefix the beginning of their names
 */
record PrivateFiles(Path directory, String prefix) {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);

    /** Creates the directory if it is missing. Otherwise restricts what is there already. */
    void prepare() throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(directory, attributes(DIRECTORY));
        } catch (FileAlreadyExistsException e) {
            Files.createDirectories(directory);
            restrict();
        }
    }

    /** Opens a file for reading and writing, and creates it if it is missing. */
    FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, OPTIONS, attributes(FILE));
    }

    /** Creates an empty file if it is missing. An existing one is not opened: that would release the locks of SQLite. */
    void create(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(FILE));
        } catch (FileAlreadyExistsException e) {
            // Restricted by prepare().
        }
    }

    /** Restricts the files. Restricts the directory as well if nothing else is in it: it may be one that many programs share. */
    private void restrict() throws IOException {
        List<Path> all;
        try (Stream<Path> entries = Files.list(directory)) {
            all = entries.toList();
        }
        List<Path> files = all.stream()
                .filter(file -> file.getFileName().toString().startsWith(prefix) && Files.isRegularFile(file))
                .toList();
        files.forEach(file -> restrict(file, FILE));
        if (files.size() == all.size()) {
            restrict(directory, DIRECTORY);
        }
        warnIfOthersMayWrite();
    }

    private static void restrict(Path path, Set<PosixFilePermission> permissions) {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        try {
            if (view != null && !permissions.containsAll(view.readAttributes().permissions())) {
                view.setPermissions(permissions);
            }
        } catch (IOException e) {
            LOG.warn("Other users may be able to access {}: its permissions cannot be changed: {}", path, e.toString());
        }
    }

    private void warnIfOthersMayWrite() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
        if (view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            LOG.warn(
                    "Other users can replace the files in the data directory {}: use a directory of its own",
                    directory);
        }
    }

    private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
