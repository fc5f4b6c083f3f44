package io.targetnode.capture;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The formats that can be recognised by their content, including those that cannot be used. */
public enum CaptureFormat {
    /** Text that {@code acpidump} prints. */
    ACPIDUMP("an acpidump", " *+[!-?A-~]{4,8}+ *+@ *+0[xX].*+"),
    /** Text that {@code iasl -d} prints. */
    IASL(
            "the output of iasl -d",
            IaslReader.FIELD.pattern(),
            IaslReader.TEMPLATE.pattern(),
            IaslReader.RAW_HEADING.pattern(),
            "[ >]*+\\* AML/ASL\\+? Disassembler version .*+"),
    /** A copy of /proc/iomem. */
    IOMEM("a copy of /proc/iomem", " *+[0-9a-f]{8,16}+-[0-9a-f]{8,16}+ : .*+"),
    /** The memory blocks of sysfs. */
    MEMORY_BLOCKS(
            "a list of memory blocks (sysfs)",
            "[^ :]{0,200}?(?<![^/])(?:block_size_bytes|memory\\d{1,9}+/(?:phys_index|state|valid_zones)):.*+",
            "[^ :]{0,200}?(?<![^/])memory\\d{1,9}+/node\\d{1,6}+(?:[:/ ].*+)?"),
    /** The nodes of sysfs. */
    NODES(
            "a list of nodes (sysfs)",
            "[^ :]{0,200}?(?<![^/])node\\d{1,6}+/(?:(?:meminfo|cpulist|distance):.*+|memory\\d{1,9}+(?:[:/ ].*+)?)"),
    /** The memory tiers of sysfs. */
    MEMORY_TIERS("a list of memory tiers (sysfs)", "[^ :]{0,200}?(?<![^/])memory_tier\\d{1,9}+/nodelist:.*+"),
    /** The entries of /sys/firmware/memmap. */
    MEMMAP(
            "a copy of /sys/firmware/memmap",
            " *+(?:\\d{1,9}+ ++)?+0x[0-9a-f]{1,16}+ ++0x[0-9a-f]{1,16}+ ++[A-Za-z].*+",
            "[^ :]{0,200}?(?<!\\d)\\d{1,9}+/(?:start|end|type):.*+"),
    /** The table that {@code lsmem} prints. Its JSON is recognised by its names. */
    LSMEM("the output of lsmem", " *+RANGE ++SIZE ++STATE.*+"),
    /** The output of {@code numactl -H}. */
    NUMACTL("the output of numactl -H", "available: \\d{1,6}+ nodes?+(?: .*+)?"),
    /** A boot log, recognised by a message that only a kernel prints, or by a line with the seconds since boot. */
    DMESG("a boot log", "\\[ {0,8}+\\d{1,8}+\\.\\d{6}].*+", "kern {1,8}+:[a-z]{1,8}+ {0,8}+:.*+"),
    /** The output of {@code daxctl list}. */
    DAXCTL("the output of daxctl list"),
    /** The output of {@code cxl list}. */
    CXL("the output of cxl list"),
    /** A raw SRAT. */
    SRAT_BINARY("a raw SRAT"),
    /** A raw CEDT. */
    CEDT_BINARY("a raw CEDT"),
    /** A raw SLIT. */
    SLIT_BINARY("a raw SLIT"),
    /** A raw HMAT. */
    HMAT_BINARY("a raw HMAT"),
    /** A raw table of another kind. */
    OTHER_TABLE("another ACPI table"),
    /** A tar archive. */
    TAR("a tar archive"),
    /** A gzip file. */
    GZIP("a gzip file"),
    /** An archive of another format. */
    OTHER_ARCHIVE("an archive of an unsupported format"),
    /** A machine that a client declares to this service. */
    TOPOLOGY("a topology as JSON"),
    /** The output of {@code lstopo}. */
    HWLOC("an hwloc topology", " *+<!DOCTYPE topology .*+", " *+<topology(?:[ >].*+)?", "Machine \\(\\d.{0,80}+"),
    /** A QEMU command line. */
    QEMU(
            "a QEMU command line",
            ".{0,400}?(?<![^/ '\"])qemu-(?:system-[a-z0-9_]{1,20}+|kvm)(?:[ '\"\\\\].*+)?",
            " *+-(?:numa|object|machine|M) \\S++.*+"),
    /** A response of a management controller. */
    REDFISH("a Redfish response");

    /** The number of bytes at the beginning of a text that are examined. */
    static final int BEGINNING_BYTES = 65_536;

    /** No recognised line is shorter. Texts of unknown formats have many shorter lines. */
    private static final int SHORTEST_LINE = 6;

    private static final Set<CaptureFormat> TEXTS = EnumSet.range(ACPIDUMP, DMESG);
    private static final List<CaptureFormat> BY_LINE = byLine();

    private final String description;
    private final List<Pattern> lines;

    CaptureFormat(String description, String... lines) {
        this.description = description;
        this.lines = Arrays.stream(lines).map(Pattern::compile).toList();
    }

    /**
     * The format of a capture, recognised by its first bytes, by the names in its JSON, or by its lines. The first line that is
     * recognised decides.
     */
    public static Optional<CaptureFormat> of(byte[] capture) {
        byte[] beginning = PlainText.of(Arrays.copyOf(capture, Math.min(capture.length, BEGINNING_BYTES)));
        return MagicBytes.formatOf(beginning)
                .or(() -> JsonFieldNames.formatOf(beginning))
                .or(() -> ofText(beginning));
    }

    /** For messages, with its article: {@code a boot log}. */
    public String describe() {
        return description;
    }

    /** Whether it is text that a host prints, other than JSON. */
    public boolean isText() {
        return TEXTS.contains(this);
    }

    /** Why the format cannot be used, with what to do instead; empty if it can be used. */
    public Optional<String> reasonRefused() {
        return switch (this) {
            case OTHER_ARCHIVE -> Optional.of("extract it, or archive its files as tar, gzip or both");
            case OTHER_TABLE -> Optional.of("nodes do not depend on it");
            case TOPOLOGY -> Optional.of("send it as application/json");
            case HWLOC, QEMU, REDFISH ->
                Optional.of("the firmware's tables cannot be reconstructed from it;"
                        + " upload SRAT and CEDT of /sys/firmware/acpi/tables, or an acpidump, and the boot log");
            default -> Optional.empty();
        };
    }

    private static Optional<CaptureFormat> ofText(byte[] beginning) {
        for (Line line : new Lines("capture", beginning)) {
            if (line.text().length() < SHORTEST_LINE) {
                continue;
            }
            Optional<CaptureFormat> format =
                    BY_LINE.stream().filter(text -> text.has(line.text())).findFirst();
            if (format.isPresent()) {
                return format;
            }
        }
        return Optional.empty();
    }

    private boolean has(String line) {
        return lines.stream().anyMatch(pattern -> pattern.matcher(line).matches())
                || this == DMESG
                        && BootMessage.of(line)
                                .filter(message -> message.kind().isEvidence())
                                .isPresent();
    }

    private static List<CaptureFormat> byLine() {
        return Arrays.stream(values()).filter(format -> !format.lines.isEmpty()).toList();
    }
}
