package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Runs the curl lines of the README and of the map's document from top to bottom, and compares their output with the text. */
@ServerTest
class ReadmeTest {

    private static final Path HOST = Path.of("src/test/resources/machines/E-seed-sandwich/7.3.4");

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    /** A command, and the line that the README shows for its output; empty if it shows none. */
    private record Command(String line, String output) {}

    @Test
    void theCommandsOfTheReadmePrintTheOutputInTheReadme() throws IOException, InterruptedException {
        assumeTrue(
                run("curl --version") != null,
                "curl is not installed: the README's commands are not tried (package curl)");
        Files.createSymbolicLink(folder.resolve("examples"), Path.of("examples").toAbsolutePath());
        Files.copy(HOST.resolve("SRAT.bin"), folder.resolve("SRAT"));
        Files.copy(HOST.resolve("CEDT.bin"), folder.resolve("CEDT"));
        Files.copy(HOST.resolve("dmesg.txt"), folder.resolve("dmesg.txt"));
        List<Command> commands = commands();
        assertThat(commands).extracting(Command::output).contains("2\n", "0\n").hasSizeGreaterThanOrEqualTo(5);
        for (Command command : commands) {
            String printed = run(command.line().replace("localhost:8080", "localhost:" + port) + " --fail-with-body");
            assertThat(printed).as(command.line()).isNotNull().startsWith(command.output());
        }
        assertThat(folder.resolve("nodes")).hasBinaryContent(new byte[] {2, 0, 0, 0, 0, 0, 0, 0});
    }

    /** Blocks are indented by four spaces. A command continues after a backslash. Its output follows after a blank line. */
    private static List<Command> commands() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Path.of("README.md")));
        lines.addAll(Files.readAllLines(Path.of("docs/map-format.md")));
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("    curl ")) {
                continue;
            }
            StringBuilder command = new StringBuilder(lines.get(i).strip());
            while (command.charAt(command.length() - 1) == '\\') {
                command.setLength(command.length() - 1);
                command.append(lines.get(++i).strip());
            }
            String next = lines.get(i + 2);
            boolean shown = lines.get(i + 1).isBlank() && next.startsWith("    ") && !next.startsWith("    curl ");
            commands.add(new Command(command.toString(), shown ? next.strip() + "\n" : ""));
        }
        return commands;
    }

    /** Returns the output of the command; null if it fails. */
    private @Nullable String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0 ? printed : null;
    }
}
