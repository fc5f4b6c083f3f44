package io.targetnode.capture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A message of the boot log about memory or nodes.
 *
 * @param kind its kind
 * @param text without the prefixes of dmesg, journald and syslog
 */
record BootMessage(Kind kind, String text) {

    /** The tag follows a time and a host name. It is not searched beyond this position. */
    private static final int MAX_TAG_POSITION = 128;

    private static final String TAG = " kernel: ";

    /**
     * {@code <6>}, {@code kern  :info  : }, {@code [    0.000000]}, {@code [    T0]}, {@code [Sun Nov 22 10:00:00 2026]},
     * {@code 2026-11-22T10:00:00,000000+00:00}, {@code 6,0,0,-;} of /dev/kmsg, {@code kernel:}: in any order, each optional.
     */
    private static final Pattern MARKS = Pattern.compile(
            "^(?: *+(?:<\\d{1,3}+>|\\[[^]\\[]{0,64}+]|kern {1,8}+:[a-z]{1,8}+ {0,8}+:"
                    + "|\\d{4}-\\d\\d-\\d\\dT[^ ]{1,40}+|\\d{1,3}+,\\d{1,20}+,\\d{1,20}+,[^;]{1,80}+;|kernel:(?= ))){0,8}+ *+");

    /** The first message of a boot, on a line that begins with output of the firmware, a prompt or the name of a field. */
    private static final Pattern AFTER_OTHER_TEXT =
            Pattern.compile("(.{1,400}?)\\[ {4}0\\.000000] (Linux version .*+)");

    /** A program that quotes the message of a boot prints the time first. */
    private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d|\\[ {0,8}+\\d{1,8}+\\.\\d");

    /** Kinds of messages, recognised by how they begin. */
    enum Kind {
        /** The first line on arm64. */
        BOOTING_CPU("Booting Linux on physical CPU 0x"),
        BANNER("Linux version "),
        /** The model that a device tree names. */
        MACHINE_MODEL("Machine model: "),
        EFI("efi: "),
        PSCI("psci: "),
        SBI("SBI specification v"),
        RISCV("riscv: "),
        LOONGSON("64-bit Loongson Processor probed"),
        COMMAND_LINE("Command line:"),
        LATER_COMMAND_LINE("Kernel command line:"),
        FIRMWARE_MAP_HEADING("BIOS-provided physical RAM map"),
        FIRMWARE_MAP("BIOS-e820: "),
        /** The firmware's map of a Xen PV domain. */
        XEN_MAP("Xen: ["),
        USER_MAP_HEADING("user-defined physical RAM map"),
        USER_MAP("user: ["),
        MAP_UPDATE("e820: update ["),
        MAP_REMOVE("e820: remove ["),
        MODIFIED_MAP_HEADING("modified physical RAM map"),
        LAST_PAGE_FRAME("last_pfn = "),
        LAST_PAGE_FRAME_OF_MAP("e820: last_pfn = "),
        RAMDISK("RAMDISK: ["),
        ACPI("ACPI: "),
        SRAT_PROCESSOR("SRAT: PXM "),
        /** Two blocks of a node that the kernel joined, {@code numa_cleanup_meminfo}. */
        JOIN("NUMA: Node "),
        OVERLAP_WITH_ITSELF("Warning: node "),
        NUMA_OFF("NUMA turned off"),
        NUMA("NUMA: "),
        NUMA_DISABLED("NUMA disabled"),
        NO_NUMA("No NUMA configuration found"),
        FAKED_NODE("Faking a node at ["),
        ZONES("Zone ranges:"),
        NODE_RANGES_HEADING("Early memory node ranges"),
        NODE_SET_UP("Initmem setup node "),
        MEMORYLESS_NODE("Initializing node "),
        /** How many processors are online after the boot. */
        PROCESSORS("smp: Brought up "),
        /** The processors of a node that were started, on x86-64. */
        PROCESSORS_OF_NODE(".... node "),
        UNKNOWN_TARGET_NODE("Unknown target node for memory at 0x"),
        UNKNOWN_ONLINE_NODE("Unknown online node for memory at 0x"),
        CXL_DRIVER("cxl_acpi ACPI0017:"),
        /** The same with the module, function and line that dynamic debugging can add. */
        CXL_DRIVER_WITH_PLACE("cxl_acpi:"),
        MEMORY_BLOCK_SIZE("x86/mm: Memory block size:"),
        HYPERVISOR("Hypervisor detected:"),
        /** A hash table whose size in pages and bytes shows the page size. */
        HASH_TABLE("Dentry cache hash table entries:"),
        NODE("node ");

        /** Indexed by the first character. */
        private static final List<List<Kind>> BY_FIRST_CHARACTER = IntStream.range(0, 128)
                .mapToObj(first -> Arrays.stream(values())
                        .filter(kind -> kind.beginning.charAt(0) == first)
                        .toList())
                .toList();

        private final String beginning;

        Kind(String beginning) {
            this.beginning = beginning;
        }

        /** The kinds that begin with the same character. */
        private static List<Kind> candidates(String message) {
            boolean known = !message.isEmpty() && message.charAt(0) < BY_FIRST_CHARACTER.size();
            return known ? BY_FIRST_CHARACTER.get(message.charAt(0)) : List.of();
        }

        /** Whether a line has the beginning at any position: every line of the kind does, and few others. */
        boolean isIn(String line) {
            return line.contains(beginning);
        }

        /** The text after the beginning, stripped. */
        String restOf(String message) {
            return message.substring(beginning.length()).strip();
        }

        /** Whether such a message proves that a text is a boot log. Other programs also print lines that begin with "node" or "NUMA:". */
        boolean provesBootLog() {
            return switch (this) {
                case NODE,
                        PROCESSORS,
                        PROCESSORS_OF_NODE,
                        NUMA,
                        MACHINE_MODEL,
                        EFI,
                        PSCI,
                        RISCV,
                        HYPERVISOR,
                        HASH_TABLE -> false;
                default -> true;
            };
        }
    }

    /** The message of a line; empty if it is of no kind. */
    static Optional<BootMessage> of(String line) {
        return line.isEmpty()
                ? Optional.empty()
                : atStart(line).or(() -> afterOtherText(line).flatMap(BootMessage::classify));
    }

    /** The message at the start of a line, or after the marks and the tag that a logging program prints before it. */
    static Optional<BootMessage> atStart(String line) {
        String unmarked = unmarked(line);
        return classify(unmarked).or(() -> untagged(unmarked).flatMap(BootMessage::classify));
    }

    private static Optional<BootMessage> classify(String printed) {
        String message = inCurrentWording(printed);
        for (Kind kind : Kind.candidates(message)) {
            if (message.startsWith(kind.beginning)) {
                return Optional.of(new BootMessage(kind, message));
            }
        }
        return Optional.empty();
    }

    /** The message as newer kernels word it: 3.x and 4.x print some messages without a prefix or with another one. */
    private static String inCurrentWording(String message) {
        if (message.startsWith("SRAT: Node ")) {
            return "ACPI: " + message;
        }
        return message.startsWith("e820: ") && message.endsWith(" physical RAM map:")
                ? message.substring("e820: ".length())
                : message;
    }

    private static Optional<String> afterOtherText(String line) {
        if (!line.contains("] Linux version ")) {
            return Optional.empty();
        }
        Matcher banner = AFTER_OTHER_TEXT.matcher(line);
        return banner.matches() && !TIME.matcher(banner.group(1)).find()
                ? Optional.of(banner.group(2))
                : Optional.empty();
    }

    /** The line without {@code Nov 22 10:00:00 host kernel: } and the marks after it. */
    private static Optional<String> untagged(String line) {
        int tag = line.indexOf(TAG);
        return tag < 0 || tag > MAX_TAG_POSITION
                ? Optional.empty()
                : Optional.of(unmarked(line.substring(tag + TAG.length())));
    }

    private static String unmarked(String line) {
        Matcher marks = MARKS.matcher(line);
        marks.lookingAt(); // a line without marks has an empty match
        return line.substring(marks.end());
    }
}
