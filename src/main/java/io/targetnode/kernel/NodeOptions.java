package io.targetnode.kernel;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The options of a command line that concern CPUs and memory tiers.
 *
 * @param withoutHmat {@code numa=nohmat}: x86-64 does not use the HMAT
 * @param maxProcessors the number of CPUs that come online at boot at most, by {@code maxcpus=}, {@code nr_cpus=} or {@code nosmp};
 *     at least 1
 */
public record NodeOptions(boolean withoutHmat, OptionalInt maxProcessors) {

    /** A command line without such an option. */
    public static final NodeOptions NONE = new NodeOptions(false, OptionalInt.empty());

    private static final int MAX_DIGITS = 9;

    /** Reads a kernel command line. A value that is not a number is ignored. */
    public static NodeOptions of(String commandLine) {
        boolean withoutHmat = NumaOption.wordsOf(commandLine).stream().anyMatch(word -> word.startsWith("numa=nohmat"));
        return new NodeOptions(
                withoutHmat,
                NumaOption.wordsOf(commandLine).stream()
                        .flatMapToInt(NodeOptions::limit)
                        .min());
    }

    /** {@code maxcpus=0} and {@code nosmp} leave the CPU that boots. */
    private static IntStream limit(String word) {
        if (word.equals("nosmp")) {
            return IntStream.of(1);
        }
        boolean limits = word.startsWith("maxcpus=") || word.startsWith("nr_cpus=");
        String digits = word.substring(word.indexOf('=') + 1);
        return limits && digits.length() <= MAX_DIGITS && digits.matches("[0-9]+")
                ? IntStream.of(Math.max(1, Integer.parseInt(digits)))
                : IntStream.empty();
    }
}
