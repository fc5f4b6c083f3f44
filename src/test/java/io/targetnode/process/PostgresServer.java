package io.targetnode.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A PostgreSQL of a test's own, to be killed and started again on the same files. It writes through, as one in earnest. */
final class PostgresServer implements AutoCloseable {

    private final Path data;
    private final int port = ServiceProcess.freePort();
    private EmbeddedPostgres running;

    PostgresServer(Path data) {
        this.data = data;
        running = start();
    }

    /** Settings of a service on it. */
    String[] settings(String... more) {
        String[] settings = new String[more.length + 2];
        settings[0] = "spring.datasource.url=jdbc:postgresql://localhost:%d/postgres".formatted(port);
        settings[1] = "spring.datasource.username=postgres";
        System.arraycopy(more, 0, settings, 2, more.length);
        return settings;
    }

    /** SIGKILL of the postmaster; its children end when they notice. */
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

    /** Starts it again after a kill; waits until it answers. */
    void restart() {
        // Gives up what it holds of the one that was killed.
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
