package io.targetnode.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A separate PostgreSQL for a test, which can be killed and restarted on the same files. It flushes its writes to disk. */
final class PostgresServer implements AutoCloseable {

    private final Path data;
    private final int port = ServiceProcess.freePort();
    private EmbeddedPostgres running;

    PostgresServer(Path data) {
        this.data = data;
        running = start();
    }

    int port() {
        return port;
    }

    /** The settings of a service that uses this server. */
    String[] settings(String... more) {
        return settings(port, more);
    }

    /** The settings of a service that reaches this server through another port. */
    static String[] settings(int port, String... more) {
        String[] settings = new String[more.length + 2];
        settings[0] = "spring.datasource.url=jdbc:postgresql://localhost:%d/postgres".formatted(port);
        settings[1] = "spring.datasource.username=postgres";
        System.arraycopy(more, 0, settings, 2, more.length);
        return settings;
    }

    /** Sends SIGKILL to the postmaster; its children end when they notice. */
    void kill() {
        ProcessHandle postmaster = postmaster();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
    }

    /** Stops all processes of the server. Connections stay open, and nothing is answered on them. */
    void pause() {
        signal("STOP");
    }

    /** Continues after {@link #pause()}. */
    void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        Stream.concat(Stream.of(postmaster()), postmaster().descendants())
                .map(process -> String.valueOf(process.pid()))
                .forEach(command::add);
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProcessHandle postmaster() {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
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
