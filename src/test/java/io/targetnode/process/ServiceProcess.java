package io.targetnode.process;

import io.targetnode.api.Api;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service as a separate process, as an operator starts it. */
final class ServiceProcess implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofMinutes(3);

    /** Set to 4 for measurements. */
    private static final int COMPILER_LEVEL = Integer.getInteger("process.compiler", 1);

    private static final int HEAP_MIB = 512;

    /** Without the resources of the tests, which configure the log. */
    private static final String CLASS_PATH = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("test-classes"))
            .collect(Collectors.joining(File.pathSeparator));

    private final ProcessHandle process;
    private final int port;
    private final Path output;
    private final Runnable end;

    private ServiceProcess(ProcessHandle process, int port, Path output, Runnable end) {
        this.process = process;
        this.port = port;
        this.output = output;
        this.end = end;
    }

    /**
     * Starts the service on a free port.
     *
     * @param output the file to which its output is appended
     * @param settings configuration properties such as {@code targetnode.data-dir=…}
     */
    static ServiceProcess start(Path output, String... settings) {
        return start(freePort(), output, settings);
    }

    static ServiceProcess start(int port, Path output, String... settings) {
        return start(port, output, command(port, HEAP_MIB, settings));
    }

    /** Starts the service with this heap size instead of half a GiB. */
    static ServiceProcess startWithHeap(int mebibytes, Path output, String... settings) {
        int port = freePort();
        return start(port, output, command(port, mebibytes, settings));
    }

    private static ServiceProcess start(int port, Path output, List<String> command) {
        return start(port, output, command, Map.of());
    }

    private static ServiceProcess start(int port, Path output, List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            return new ServiceProcess(process.toHandle(), port, output, () -> awaitEnd(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the service with further environment variables. */
    static ServiceProcess start(Map<String, String> environment, Path output, String... settings) {
        int port = freePort();
        return start(port, output, command(port, HEAP_MIB, settings), environment);
    }

    /** Starts the service in the mount namespace of the disk. */
    static ServiceProcess start(SmallDisk disk, Path output, String... settings) {
        int port = freePort();
        ProcessHandle process = disk.start(command(port, HEAP_MIB, settings), output);
        return new ServiceProcess(process, port, output, () -> disk.run("wait %d || true".formatted(process.pid())));
    }

    private static List<String> command(int port, int heapMebibytes, String... settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx%dm".formatted(heapMebibytes),
                "-XX:+UseSerialGC",
                // A language with its own digits, which must not appear in any response.
                "-Duser.language=ar",
                "-Duser.country=EG",
                // Test processes end before more compilation would pay off.
                "-XX:TieredStopAtLevel=" + COMPILER_LEVEL,
                "-cp",
                CLASS_PATH,
                "io.targetnode.app.TargetnodeApplication",
                "--server.port=" + port,
                "--spring.main.banner-mode=off"));
        for (String setting : settings) {
            command.add("--" + setting);
        }
        return command;
    }

    /** Waits until the service is ready. */
    ServiceProcess ready() {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("not ready:\n" + output());
            }
            pause(20);
        }
        return this;
    }

    boolean isReady() {
        try {
            return api().get("/actuator/health/readiness").statusCode() == 200;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    Api api() {
        return new Api(port);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** The processor time that the process has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The number of its threads. */
    long threads() {
        return entries("task");
    }

    /** The number of its open files and sockets. */
    long descriptors() {
        return entries("fd");
    }

    private long entries(String directory) {
        try (Stream<Path> entries = Files.list(Path.of("/proc", String.valueOf(pid()), directory))) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Sends SIGTERM; does not wait. */
    void terminate() {
        process.destroy();
    }

    /** Waits until the process has ended. */
    void awaitEnd() {
        end.run();
    }

    private static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("process %d does not end".formatted(process.pid()));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
