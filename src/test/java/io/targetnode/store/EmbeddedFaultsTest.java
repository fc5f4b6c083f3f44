package io.targetnode.store;

import static io.targetnode.store.Uploads.longWindowOn;
import static io.targetnode.store.Uploads.windowOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.targetnode.analysis.audit.FleetJudge;
import io.targetnode.topology.ArchiveWalk;
import io.targetnode.topology.ArchivedRevision;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of the disk under the embedded store. */
class EmbeddedFaultsTest extends OpenStores {

    private static final int PAGE_BYTES = 4096;

    @TempDir
    private Path folder;

    private int pools;

    @Override
    HikariDataSource pool() {
        return StorePools.embedded(folder.resolve("store" + pools++), Optional.empty());
    }

    @Test
    void aStoreThatHasReachedItsLimitSaysSoAndAcceptsDeletionsAndThenUploads() {
        SqlStore limited = open(StorePools.embedded(folder.resolve("limited"), Optional.of(400_000L)), 10);
        save(limited, OTHER, longWindowOn(2, 100_000));
        assertThatThrownBy(() -> {
                    for (int node = 2; node < 20; node++) {
                        save(limited, NAME, longWindowOn(node, 100_000));
                    }
                })
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("delete topologies");
        delete(limited, NAME);
        save(limited, NAME, longWindowOn(2, 100_000));
        assertThat(limited.topologies().find(OTHER)).isPresent();
    }

    /** A block of a disk that cannot be read, and reads as zeros. */
    @Test
    void aDocumentOnADamagedPageIsNamedAndTheOthersAreExported() throws IOException {
        Path directory = folder.resolve("page");
        try (HikariDataSource pool = StorePools.embedded(directory, Optional.empty())) {
            SqlStore store = SqlStore.open(pool, RETENTION, new FleetJudge(), CLOCK);
            save(store, new TopologyName("a"), windowOn(2));
            save(store, new TopologyName("b"), longWindowOn(2, 100_000));
            save(store, new TopologyName("c"), windowOn(2));
        }
        clearPage(directory.resolve("targetnode.db"), "x".repeat(PAGE_BYTES / 2));
        SqlStore damaged = open(StorePools.embedded(directory, Optional.empty()), 10);
        List<ArchiveWalk.Page> pages = Archives.pages(damaged.archive().walk());
        assertThat(pages)
                .flatExtracting(ArchiveWalk.Page::revisions)
                .extracting(ArchivedRevision::name)
                .containsExactly(new TopologyName("a"), new TopologyName("c"));
        assertThat(pages)
                .flatExtracting(ArchiveWalk.Page::damaged)
                .extracting(ArchiveWalk.Damaged::name)
                .containsExactly("b");
        assertThatThrownBy(() -> damaged.topologies().find(new TopologyName("b")))
                .isInstanceOf(DamagedRevisionException.class)
                .hasMessageStartingWith("the database is damaged");
        assertThat(damaged.topologies().find(new TopologyName("c"))).isPresent();
    }

    @Test
    void aCheckOfAllPagesFindsADamagedPage() throws IOException {
        Path directory = folder.resolve("check");
        try (HikariDataSource pool = StorePools.embedded(directory, Optional.empty())) {
            save(SqlStore.open(pool, RETENTION, new FleetJudge(), CLOCK), NAME, longWindowOn(2, 100_000));
            SqlStore.checkPages(pool);
        }
        clearPage(directory.resolve("targetnode.db"), "x".repeat(PAGE_BYTES / 2));
        try (HikariDataSource pool = StorePools.embedded(directory, Optional.empty())) {
            assertThatThrownBy(() -> SqlStore.checkPages(pool))
                    .isInstanceOf(StoreSetupException.class)
                    .hasMessageStartingWith("The database is damaged");
        }
    }

    @Test
    void aDatabaseWhoseLogWasCutOffIsRefusedUntilTheLossIsAccepted() throws IOException {
        Path copy = copyWithLog();
        Path log = copy.resolve("targetnode.db-wal");
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length / 2));
        assertLost(copy);
        Files.delete(copy.resolve("targetnode.head"));
        try (HikariDataSource pool = StorePools.embedded(copy, Optional.empty())) {
            SqlStore.open(pool, RETENTION, new FleetJudge(), CLOCK).close();
        }
    }

    @Test
    void anEmptiedDatabaseIsRefusedAndNotChanged() throws IOException {
        Path copy = copyWithLog();
        Files.delete(copy.resolve("targetnode.db-wal"));
        Files.write(copy.resolve("targetnode.db"), new byte[0]);
        assertLost(copy);
        assertLost(copy);
    }

    @Test
    void aCompleteCopyIsAccepted() throws IOException {
        SqlStore store = open(StorePools.embedded(copyWithLog(), Optional.empty()), 100);
        assertThat(revisions(store, NAME)).hasSize(40);
    }

    @Test
    void aDirectoryThatIsRemovedIsNoticedUntilItIsRestored() throws IOException {
        Path directory = folder.resolve("moved");
        SqlStore store = open(StorePools.embedded(directory, Optional.empty()), 100);
        save(store, NAME, windowOn(2));
        Files.move(directory, folder.resolve("elsewhere"));
        assertUnusable(store);
        try (HikariDataSource second = StorePools.embedded(directory, Optional.empty())) {
            SqlStore.open(second, RETENTION, new FleetJudge(), CLOCK).close();
            assertUnusable(store);
        }
        Files.move(directory, folder.resolve("second"));
        Files.move(folder.resolve("elsewhere"), directory);
        save(store, NAME, windowOn(3));
        assertThat(store.feed().position().head()).isEqualTo(2);
    }

    @Test
    void aDatabaseFileThatIsReplacedIsNoticed() throws IOException {
        Path directory = folder.resolve("replaced");
        SqlStore store = open(StorePools.embedded(directory, Optional.empty()), 100);
        Path database = directory.resolve("targetnode.db");
        Files.copy(database, folder.resolve("copy"));
        Files.delete(database);
        assertUnusable(store);
        // A connection that the pool opens meanwhile creates the file.
        Files.move(folder.resolve("copy"), database, StandardCopyOption.REPLACE_EXISTING);
        assertUnusable(store);
    }

    @Test
    void onlyTheOwnerMayAccessTheFiles() throws IOException {
        Path directory = folder.resolve("private");
        SqlStore store = open(StorePools.embedded(directory, Optional.empty()), 100);
        save(store, NAME, windowOn(2));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(files(directory))
                .extracting(file -> file.getFileName().toString())
                .contains("targetnode.db", "targetnode.db-wal", "targetnode.db-shm", "targetnode.head")
                .contains("targetnode.lock", "targetnode.reserve");
        assertPrivate(directory);
    }

    @Test
    void theFilesOfAnEarlierVersionAreRestricted() throws IOException {
        Path directory = copyWithLog();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxr-x"));
        for (Path file : files(directory)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        }
        Path other = Files.createFile(directory.resolve("of-another-program"));
        try (HikariDataSource pool = StorePools.embedded(directory, Optional.empty())) {
            SqlStore.open(pool, RETENTION, new FleetJudge(), CLOCK).close();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .as("a directory with other files")
                    .isEqualTo("rwxrwxr-x");
            Files.delete(other);
            assertPrivate(directory);
        }
        StorePools.embedded(directory, Optional.empty()).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void aFileSystemWithoutPermissionsIsNoFault() throws IOException {
        URI zip = URI.create("jar:" + folder.resolve("files.zip").toUri());
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            PrivateFiles privateFiles = new PrivateFiles(files.getPath("/data"), "targetnode.");
            privateFiles.prepare();
            privateFiles.create(files.getPath("/data/targetnode.db"));
            privateFiles.prepare();
            assertThat(files.getPath("/data/targetnode.db")).exists();
        }
    }

    @Test
    void aDatabaseOfAnotherProgramIsNamedInOneSentence() throws SQLException, IOException {
        Path directory = Files.createDirectory(folder.resolve("foreign"));
        String url = "jdbc:sqlite:" + directory.resolve("targetnode.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table songs (title text)");
        }
        try (HikariDataSource pool = StorePools.embedded(directory, Optional.empty())) {
            assertThatThrownBy(() -> SqlStore.open(pool, RETENTION, new FleetJudge(), CLOCK))
                    .isInstanceOf(StoreSetupException.class)
                    .hasMessage(
                            "The store cannot be opened: the database has tables of another program, and none of targetnode.");
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static void assertPrivate(Path directory) throws IOException {
        for (Path file : files(directory)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
    }

    private static void assertUnusable(SqlStore store) {
        assertThatThrownBy(() -> save(store, NAME, windowOn(7)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("was removed or replaced");
        assertThatThrownBy(() -> store.feed().position()).isInstanceOf(StoreUnavailableException.class);
    }

    private static void assertLost(Path directory) {
        try (HikariDataSource pool = StorePools.embedded(directory, Optional.empty())) {
            assertThatThrownBy(() -> SqlStore.open(pool, RETENTION, new FleetJudge(), CLOCK))
                    .isInstanceOf(StoreSetupException.class)
                    .hasMessageStartingWith("The database has lost writes: the last one was number 40");
        }
    }

    /** A copy of a store with 40 writes, made while its log holds all of them. */
    private Path copyWithLog() throws IOException {
        Path directory = folder.resolve("logged");
        Path copy = Files.createDirectory(folder.resolve("copy"));
        SqlStore store = open(StorePools.embedded(directory, Optional.empty()), 100);
        for (int node = 2; node < 42; node++) {
            save(store, NAME, windowOn(node));
        }
        for (String file : List.of("targetnode.db", "targetnode.db-wal", "targetnode.head")) {
            Files.copy(directory.resolve(file), copy.resolve(file));
        }
        return copy;
    }

    /** Overwrites the page that holds the text with zeros. */
    private static void clearPage(Path database, String text) throws IOException {
        String content = Files.readString(database, StandardCharsets.ISO_8859_1);
        int at = content.indexOf(text) / PAGE_BYTES * PAGE_BYTES;
        assertThat(at).isPositive();
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.seek(at + PAGE_BYTES);
            file.write(new byte[PAGE_BYTES]);
        }
    }
}
