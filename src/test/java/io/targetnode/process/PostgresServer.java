package io.targetnode.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A separate PostgreSQL for a test, which can be killed and restarted on the same files. It flushes its writes to disk. */
final class PostgresServer implements AutoCloseable {

    private final Path data;
    private final int port = ServiceProcess.freePort();
    private EmbeddedPostgres running;

    PostgresServer(Path data) {
        this.data = data;
        running = start();
    }

    /** The settings of a service that uses this server. */
    String[] settings(String... more) {
        String[] settings = new String[more.length + 2];
        settings[0] = "spring.datasource.url=jdbc:postgresql://localhost:%d/postgres".formatted(port);
        settings[1] = "spring.datasource.username=postgres";
        System.arraycopy(more, 0, settings, 2, more.length);
        return settings;
    }

    /** Sends SIGKILL to the postmaster; its children end when they notice. */
    void kill() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            postmaster.destroyForcibly();
            postmaster.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Restarts the server after a kill, and waits until it responds. */
    void restart() {
        // Releases the resources of the killed server.
        close();
        running = start();
    }

    @Override
    public void close() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
