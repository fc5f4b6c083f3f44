package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** HAProxy with the configuration of {@code examples/replicas}, whose addresses are replaced by those of two processes. */
final class HaproxyProcess implements AutoCloseable {

    private static final Path CONFIGURATION = Path.of("examples/replicas/haproxy.cfg");

    private final Process process;
    private final int port;
    private final Path output;

    private HaproxyProcess(Process process, int port, Path output) {
        this.process = process;
        this.port = port;
        this.output = output;
    }

    /** The program, if it is installed. Debian installs it where only root's path leads. */
    static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, "haproxy"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static HaproxyProcess start(Path folder, ServiceProcess one, ServiceProcess two) {
        int port = ServiceProcess.freePort();
        try {
            String configuration = Files.readString(CONFIGURATION);
            assertThat(configuration).contains("bind :8080", " one:8080", " two:8080");
            Path file = Files.writeString(
                    folder.resolve("haproxy.cfg"),
                    configuration
                            .replace("bind :8080", "bind 127.0.0.1:" + port)
                            .replace(" one:8080", " 127.0.0.1:" + one.port())
                            .replace(" two:8080", " 127.0.0.1:" + two.port()));
            Path output = folder.resolve("haproxy.log");
            Process process = new ProcessBuilder(program().orElseThrow().toString(), "-db", "-f", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new HaproxyProcess(process, port, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Api api() {
        return new Api(port);
    }

    int port() {
        return port;
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
}
