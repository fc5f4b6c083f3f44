package io.targetnode.api.segments;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.targetnode.memory.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The readers, each as a program that answers lines. It answers {@code open FILE} with the origin of the map or the reason of a
 * refusal, and an address with its node and the code of its backing.
 */
enum ReaderProgram {
    JAVA {
        @Override
        List<String> answer(List<String> lines, Path folder) throws IOException {
            List<String> answers = new ArrayList<>();
            MapReader map = null;
            for (String line : lines) {
                if (line.startsWith("open ")) {
                    try {
                        map = new MapReader(Files.readAllBytes(Path.of(line.substring(5))));
                        answers.add(map.summary());
                    } catch (IllegalArgumentException e) {
                        answers.add("refused: " + e.getMessage());
                    }
                } else if (map != null) {
                    answers.add(map.answer(Address.parse(line)));
                }
            }
            return answers;
        }
    },

    C {
        @Override
        List<String> answer(List<String> lines, Path folder) throws IOException, InterruptedException {
            assumeTrue(
                    isInstalled(folder, "gcc"),
                    "gcc is not installed: the reader in C is not tried (packages gcc, libc6-dev)");
            Path program = folder.resolve("driver");
            List<String> warnings = run(
                    folder,
                    List.of(),
                    "gcc",
                    "-std=c99",
                    "-O2",
                    "-Wall",
                    "-Wextra",
                    "-Wpedantic",
                    "-Wconversion",
                    "-Werror",
                    "-I",
                    READERS.toString(),
                    "-o",
                    program.toString(),
                    DRIVERS.resolve("driver.c").toString());
            if (!warnings.isEmpty()) {
                throw new AssertionError(String.join("\n", warnings));
            }
            return run(folder, lines, program.toString());
        }
    },

    PYTHON {
        @Override
        List<String> answer(List<String> lines, Path folder) throws IOException, InterruptedException {
            assumeTrue(
                    isInstalled(folder, "python3"),
                    "python3 is not installed: the reader in Python is not tried (package python3)");
            String driver = DRIVERS.resolve("driver.py").toString();
            // -B: Python writes no compiled files into the folder of the examples.
            return run(folder, lines, "python3", "-B", driver, READERS.toString());
        }
    };

    static final Path READERS = Path.of("examples/readers").toAbsolutePath();
    private static final Path DRIVERS = Path.of("src/test/resources/readers").toAbsolutePath();

    /**
     * Returns the answer to each line.
     *
     * @param folder directory for temporary files
     */
    abstract List<String> answer(List<String> lines, Path folder) throws IOException, InterruptedException;

    static boolean isInstalled(Path folder, String command) throws InterruptedException {
        try {
            return run(folder, List.of(), command, "--version").size() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs a program. Returns the lines of its output, including errors. */
    static List<String> run(Path folder, List<String> lines, String... command)
            throws IOException, InterruptedException {
        Path input = Files.write(folder.resolve("input"), lines, StandardCharsets.US_ASCII);
        Process process = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(1, TimeUnit.MINUTES);
        return printed.lines().toList();
    }
}
