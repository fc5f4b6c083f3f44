package io.targetnode.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few MiB in memory. Only a shell and its child processes see it; it ends with the shell. */
final class SmallDisk implements AutoCloseable {

    private static final String SHELL = """
            mount -t tmpfs -o "size=$1" tmpfs "$0" && echo mounted
            while read -r line; do eval "$line"; echo "= $?"; done""";

    private final Process shell;
    private final BufferedWriter in;
    private final BufferedReader out;

    private SmallDisk(Process shell) {
        this.shell = shell;
        this.in = shell.outputWriter();
        this.out = shell.inputReader();
    }

    /** Mounts a file system; skips the test with a message if that is not permitted. */
    static SmallDisk mount(Path where, int mebibytes) {
        try {
            Files.createDirectories(where);
            Process shell = new ProcessBuilder("unshare", "-rm", "sh", "-c", SHELL, where.toString(), mebibytes + "m")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            SmallDisk disk = new SmallDisk(shell);
            if ("mounted".equals(disk.out.readLine())) {
                return disk;
            }
            disk.close();
        } catch (IOException e) {
            // The command unshare is missing.
        }
        return Assumptions.abort(
                "needs unshare of util-linux and a system that allows user namespaces, to mount a small disk");
    }

    /** Runs a shell command. */
    void run(String command) {
        try {
            in.write(command + "\n");
            in.flush();
            String line = out.readLine();
            if (!"= 0".equals(line)) {
                throw new IllegalStateException(command + " " + line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a process. */
    ProcessHandle start(List<String> command, Path output) {
        try {
            String quoted = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
            in.write("%s >> '%s' 2>&1 & echo $!\n".formatted(quoted, output));
            in.flush();
            long pid = Long.parseLong(out.readLine());
            out.readLine();
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shell.destroyForcibly();
    }
}
