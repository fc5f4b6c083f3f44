package io.targetnode.kernel;

import java.util.ArrayList;
import java.util.List;

/** The {@code numa=} option of the command line, as {@code numa_setup()} reads it. */
public enum NumaOption {
    /** No option: the kernel reads the tables. */
    NONE,
    /** {@code numa=off}: the kernel reads no table. */
    OFF,
    /** {@code numa=noacpi}: the kernel skips the SRAT's processor and memory entries and reads the CEDT. */
    NO_ACPI;

    /**
     * Reads a kernel command line. Blanks separate words, except in double quotes; words after {@code --} belong to init.
     *
     * @throws NotModelledException for {@code numa=fake}, which creates emulated nodes, and for {@code acpi=off}
     */
    public static NumaOption of(String commandLine) {
        NumaOption option = NONE;
        for (String word : wordsOf(commandLine)) {
            refuseUnmodelled(word);
            if (word.startsWith("numa=off")) {
                option = OFF;
            } else if (word.startsWith("numa=noacpi") && option == NONE) {
                option = NO_ACPI;
            }
        }
        return option;
    }

    private static void refuseUnmodelled(String word) {
        if (word.startsWith("numa=fake=")) {
            throw new NotModelledException(
                    "the command line has numa=fake, which rewrites meminfo into emulated nodes after clean-up: emulated nodes are not modelled");
        }
        if (word.equals("acpi=off")) {
            throw new NotModelledException(
                    "the command line has acpi=off: a kernel without ACPI tables is not modelled");
        }
    }

    /** The words of a kernel command line up to {@code --}. */
    public static List<String> wordsOf(String commandLine) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (char c : (commandLine + " ").toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && Character.isWhitespace(c)) {
                if (word.toString().equals("--")) {
                    return words;
                }
                if (!word.isEmpty()) {
                    words.add(word.toString());
                }
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
