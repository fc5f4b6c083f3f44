package io.targetnode.topology.intake;

import io.targetnode.capture.BootLog;
import io.targetnode.kernel.NumaOption;
import java.util.List;
import java.util.Optional;

/**
 * The {@code numa=} option that is in force. A Xen PV domain disables NUMA without the option, and its boot log says so.
 *
 * @param option the option in force
 * @param commandLine the command line; empty if it is not known, and an unknown option could change the replay
 * @param warnings sentences about a kernel that turned NUMA off itself
 */
record LoggedNuma(NumaOption option, Optional<String> commandLine, List<String> warnings) {

    /**
     * The option of a command line and a log. A declared command line replaces the option that the log shows, but not what the
     * kernel did without an option.
     *
     * @param commandLine the declared command line, else that of the log
     * @throws io.targetnode.kernel.NotModelledException for options that are not modelled
     */
    static LoggedNuma of(Optional<String> commandLine, Declaration declaration, Optional<BootLog> log) {
        NumaOption option = NumaOption.of(commandLine.orElse(""));
        boolean turnedOff = log.filter(boot -> boot.nodes().turnedOff()).isPresent();
        boolean replaced = declaration.commandLine().isPresent()
                && log.flatMap(BootLog::commandLine)
                        .filter(LoggedNuma::turnsOff)
                        .isPresent();
        if (option == NumaOption.OFF || !turnedOff || replaced) {
            return new LoggedNuma(option, commandLine, List.of());
        }
        return new LoggedNuma(
                NumaOption.OFF,
                commandLine.or(() -> Optional.of("")),
                commandLine.isEmpty()
                        ? List.of()
                        : List.of(
                                "The boot log says 'NUMA turned off', although the command line does not have numa=off: the kernel did this itself, as in a Xen PV domain. SRAT and CEDT have no effect."));
    }

    private static boolean turnsOff(String commandLine) {
        return NumaOption.wordsOf(commandLine).stream().anyMatch(word -> word.startsWith("numa=off"));
    }
}
