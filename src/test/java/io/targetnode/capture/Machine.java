package io.targetnode.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A machine that was booted: a folder of captures under src/test/resources/machines/scenario/kernel. */
public record Machine(Path folder) {

    private static final Path ALL = Path.of("src/test/resources/machines");
    private static final Path ALL_OF_ARM64 = Path.of("src/test/resources/machines-arm64");

    /** The machines of x86-64. */
    public static List<Machine> all() {
        return allIn(ALL);
    }

    /** The machines of arm64. They have no firmware memory map. */
    public static List<Machine> allOfArm64() {
        return allIn(ALL_OF_ARM64);
    }

    private static List<Machine> allIn(Path root) {
        try (Stream<Path> folders =
                Files.find(root, 2, (path, attributes) -> Files.exists(path.resolve("dmesg.txt")))) {
            return folders.sorted().map(Machine::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Machine of(String scenario, String kernel) {
        return new Machine(ALL.resolve(scenario).resolve(kernel));
    }

    /** By its folder, {@code E-seed-sandwich/7.3.4}. */
    public static Machine named(String name) {
        return new Machine(ALL.resolve(name));
    }

    public static Machine ofArm64(String scenario, String kernel) {
        return new Machine(ALL_OF_ARM64.resolve(scenario).resolve(kernel));
    }

    public boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    public byte[] bytes(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    public String scenario() {
        return folder.getName(folder.getNameCount() - 2).toString();
    }

    /** Whether the machine was booted with {@code memmap=}, which edits the firmware's map. */
    public boolean hasEditedMap() {
        return text("cmdline.txt").contains("memmap=");
    }

    @Override
    public String toString() {
        return scenario() + "/" + folder.getFileName();
    }
}
