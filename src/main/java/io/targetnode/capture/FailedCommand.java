package io.targetnode.capture;

/** The messages of shells and tools that could not print a file or a list that this service reads. */
final class FailedCommand {

    private static final String OF_INTEREST =
            "(?:SRAT|CEDT|SLIT|HMAT|iomem|memmap|dmesg|kmsg|kernel buffer|acpi|iasl|lsmem|daxctl|ndctl|cxl|numactl|journalctl|/sys/)";

    /** {@code cat: /proc/iomem: Permission denied}, {@code zsh: command not found: lsmem}; not a line of a boot log. */
    static final String OF_SYSTEM = "[^\\[]{0,100}?" + OF_INTEREST
            + "[^\\[]{0,100}?: (?:Permission denied|Operation not permitted|No such file or directory|(?:command )?not found).*+"
            + "|[^\\[]{0,100}?: command not found: " + OF_INTEREST + ".*+";

    private FailedCommand() {}
}
