package io.targetnode.capture;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The formats that can be recognised by their content, including those that cannot be used. */
public enum CaptureFormat {
    /** Text that {@code acpidump} prints. */
    ACPIDUMP(
            "an acpidump",
            new Sign("@", " *+(?:[!A-Z0-9_]{4,8}+|RSD PTR) *+@ *+0[xX][0-9A-Fa-f]{1,16}+ *+"),
            new Sign("0000: ", DumpedTable.FIRST_ROW.pattern())),
    /** Text that {@code iasl -d} prints. */
    IASL(
            "the output of iasl -d",
            new Sign("[", IaslReader.FIELD.pattern()),
            new Sign("Signature : ", IaslReader.TEMPLATE.pattern()),
            new Sign("Raw Table Data", IaslReader.RAW_HEADING.pattern()),
            new Sign("Disassembler", "[ >]*+\\* AML/ASL\\+? Disassembler version .*+")),
    /** A dump of the file of a table. */
    HEXDUMP(
            "a hexadecimal dump of an ACPI table",
            new Sign("000000", HexDumpReader.FIRST_ROW.pattern()),
            new Sign("0000000 ", HexDumpReader.FIRST_WORDS.pattern()),
            new Sign("V", EncodedTable.Form.BASE64.first().pattern()),
            new Sign("54", EncodedTable.Form.HEXADECIMAL.first().pattern()),
            new Sign("0x54", EncodedTable.Form.ARRAY.first().pattern())),
    /** A copy of /proc/iomem. */
    IOMEM("a copy of /proc/iomem", new Sign(" : ", " *+[0-9a-f]{8,16}+-[0-9a-f]{8,16}+ : .*+")),
    /** The memory blocks of sysfs. */
    MEMORY_BLOCKS(
            "a list of memory blocks (sysfs)",
            new Sign("block_size_bytes:", "[^ :]{0,200}?(?<![^/])block_size_bytes:.*+"),
            new Sign("memory", "[^ :]{0,200}?(?<![^/])memory\\d{1,9}+/(?:phys_index|state|valid_zones):.*+"),
            new Sign("/node", "[^ :]{0,200}?(?<![^/])memory\\d{1,9}+/node\\d{1,6}+(?:[:/ ].*+)?")),
    /** The nodes of sysfs. */
    NODES(
            "a list of nodes (sysfs)",
            new Sign(
                    "node",
                    "[^ :]{0,200}?(?<![^/])node\\d{1,6}+/(?:(?:meminfo|cpulist|distance):.*+|memory\\d{1,9}+(?:[:/ ].*+)?)"),
            new Sign("MemTotal:", " *+Node \\d{1,6}+ MemTotal: *+\\d{1,15}+ kB")),
    /** The memory tiers of sysfs. */
    MEMORY_TIERS(
            "a list of memory tiers (sysfs)",
            new Sign("/nodelist:", "[^ :]{0,200}?(?<![^/])memory_tier\\d{1,9}+/nodelist:.*+")),
    /** The entries of /sys/firmware/memmap. */
    MEMMAP(
            "a copy of /sys/firmware/memmap",
            new Sign(
                    "0x",
                    " *+(?:\\d{1,9}+ ++)?+0x[0-9a-f]{1,16}+ ++0x[0-9a-f]{1,16}+ ++(?:System RAM|[Rr]eserved|ACPI .{1,40}+|Persistent Memory.{0,20}+|Soft Reserved|Unusable memory|Unknown E820 type|Unaccepted.{0,20}+).*+"),
            new Sign("/start:", "[^ :]{0,200}?(?<!\\d)\\d{1,9}+/start:0x.*+"),
            new Sign("/end:", "[^ :]{0,200}?(?<!\\d)\\d{1,9}+/end:0x.*+"),
            new Sign(
                    "/type:",
                    "[^ :]{0,200}?(?<!\\d)\\d{1,9}+/type:(?:System RAM|[Rr]eserved|ACPI .{1,40}+|Persistent Memory.{0,20}+|Soft Reserved|Unusable memory|Unknown E820 type|Unaccepted.{0,20}+).*+")),
    /** The usable RAM of memblock, from debugfs. */
    MEMBLOCK(
            "a memblock list (debugfs)",
            new Sign("..0x", " *+\\d{1,6}+: 0x[0-9a-f]{8,16}+\\.\\.0x[0-9a-f]{8,16}+(?: .*+)?")),
    /** The table or the pairs that {@code lsmem} prints. Its JSON is recognised by its names. */
    LSMEM(
            "the output of lsmem",
            new Sign("RANGE", LsmemTable.HEADING.pattern()),
            new Sign("RANGE=", LsmemTable.PAIRS.pattern())),
    /** The output of {@code numactl -H}. */
    NUMACTL("the output of numactl -H", new Sign("available:", "available: \\d{1,6}+ nodes?+(?: .*+)?")),
    /** A boot log, recognised by a message that only a kernel prints, or by a line with the seconds since boot. */
    DMESG(
            "a boot log",
            new Sign("[", "\\[ {0,8}+\\d{1,8}+\\.\\d{6}].*+"),
            new Sign("kern", "kern {1,8}+:[a-z]{1,8}+ {0,8}+:.*+")),
    /** The output of {@code daxctl list}. */
    DAXCTL("the output of daxctl list"),
    /** The output of {@code ndctl list}. */
    NDCTL("the output of ndctl list"),
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
    /** A file that xz compressed, as sos does with its archive. */
    XZ("an xz file"),
    /** A file that zstd compressed. */
    ZSTD("a zstd file"),
    /** A file that bzip2 compressed. */
    BZIP2("a bzip2 file"),
    /** A zip archive. */
    ZIP("a zip archive"),
    /** A journal of systemd. */
    JOURNAL("a binary journal of systemd"),
    /** An archive of another format. */
    OTHER_ARCHIVE("an archive of an unsupported format"),
    /** A machine that a client declares to this service. */
    TOPOLOGY("a topology as JSON"),
    /** A log of the hypervisor below the Linux kernel of dom0. */
    XEN("a log of the Xen hypervisor", new Sign("(XEN)", ".{0,100}?\\(XEN\\) .*+")),
    /** A boot log of another system. */
    FREEBSD(
            "a boot log of FreeBSD",
            new Sign("FreeBSD", "Copyright \\(c\\) .{1,40}The FreeBSD Project.*+"),
            new Sign("FreeBSD", "FreeBSD \\d{1,2}+\\.\\d{1,2}+-.*+")),
    /** What Windows prints about a machine. */
    WINDOWS(
            "the output of a command of Windows",
            new Sign("Microsoft Windows", "(?:OS Name:? {0,40}+)?Microsoft Windows (?:\\[Version|Server|1[01]\\b).*+")),
    /** The message of a command that could not read what it should print. */
    FAILED_COMMAND(
            "the message of a command that failed",
            new Sign(": ", FailedCommand.OF_SYSTEM),
            new Sign("is not recognized as", ".{1,200}? is not recognized as .*+"),
            new Sign("password", "sudo: .{0,60}password.*+"),
            new Sign("journal", "No journal files were (?:found|opened due to insufficient permissions).*+"),
            new Sign("-- No entries --", "-- No entries --")),
    /** The output of {@code lstopo}. */
    HWLOC(
            "an hwloc topology",
            new Sign("<!DOCTYPE", " *+<!DOCTYPE topology .*+"),
            new Sign("<topology", " *+<topology(?:[ >].*+)?"),
            new Sign("Machine", "Machine \\(\\d.{0,80}+")),
    /** A QEMU command line. */
    QEMU(
            "a QEMU command line",
            new Sign("qemu-", ".{0,400}?(?<![^/ '\"])qemu-(?:system-[a-z0-9_]{1,20}+|kvm)(?:[ '\"\\\\].*+)?"),
            new Sign("-", " *+-(?:numa|object|machine|M) \\S++.*+")),
    /** A response of a management controller. */
    REDFISH("a Redfish response");

    /** The number of bytes at the beginning of a text that are examined. */
    static final int BEGINNING_BYTES = 65_536;

    /** No recognised line is shorter. Texts of unknown formats have many shorter lines. */
    private static final int SHORTEST_LINE = 6;

    private static final Set<CaptureFormat> TEXTS = EnumSet.range(ACPIDUMP, DMESG);
    private static final List<CaptureFormat> BY_LINE = byLine();

    private final String description;
    private final List<Sign> signs;

    CaptureFormat(String description, Sign... signs) {
        this.description = description;
        this.signs = List.of(signs);
    }

    /**
     * A form of a line that only files of one format have.
     *
     * @param text a part of each such line; looking for it is much faster than the pattern
     */
    private record Sign(String text, Pattern form) {

        Sign(String text, String form) {
            this(text, Pattern.compile(form));
        }

        boolean isIn(String line) {
            return line.contains(text) && form.matcher(line).matches();
        }
    }

    /** The format of a file that is not text, recognised by its first bytes. */
    public static Optional<CaptureFormat> ofBinary(byte[] capture) {
        return MagicBytes.formatOf(capture);
    }

    /**
     * The format of a capture, recognised by its first bytes, by a JSON document in it, or by its lines. The first line that is
     * recognised decides. The text may be wrapped.
     */
    public static Optional<CaptureFormat> of(byte[] capture) {
        return ofPlain(PlainText.of(beginning(capture)));
    }

    /** The format of a capture that is not wrapped. */
    static Optional<CaptureFormat> ofPlain(byte[] capture) {
        byte[] beginning = beginning(capture);
        return ofBinary(beginning)
                .or(() -> jsonIn(beginning).stream().findFirst())
                .or(() -> ofText(beginning));
    }

    /**
     * All formats of a capture. Only a text may have several: JSON documents, and other lines.
     *
     * @param capture not wrapped: the result of {@link PlainText#of}
     */
    public static List<CaptureFormat> allIn(byte[] capture) {
        Optional<CaptureFormat> binary = ofBinary(capture);
        if (binary.isPresent()) {
            return List.of(binary.get());
        }
        Set<CaptureFormat> formats = jsonIn(capture);
        ofText(beginning(capture))
                .filter(text -> formats.isEmpty() || text.isText())
                .ifPresent(formats::add);
        return List.copyOf(formats);
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
            case XZ -> Optional.of("decompress it with 'xz -d', and upload the result");
            case ZSTD -> Optional.of("decompress it with 'zstd -d', and upload the result");
            case BZIP2 -> Optional.of("decompress it with 'bzip2 -d', and upload the result");
            case ZIP, OTHER_ARCHIVE -> Optional.of("extract it, or archive its files as tar, gzip or both");
            case JOURNAL -> Optional.of("upload the output of 'journalctl -k -b'");
            case OTHER_TABLE -> Optional.of("nodes do not depend on it");
            case TOPOLOGY -> Optional.of("send it as application/json");
            case XEN -> Optional.of("upload the boot log of the Linux kernel in dom0 ('journalctl -k -b 0')");
            case FREEBSD, WINDOWS ->
                Optional.of(
                        "only Linux kernels are replayed; upload files of the machine under Linux, or SRAT and CEDT");
            case FAILED_COMMAND ->
                Optional.of("run it as root (sudo), where it is installed, and upload what it prints then");
            case HWLOC, QEMU, REDFISH ->
                Optional.of("the firmware's tables cannot be reconstructed from it;"
                        + " upload SRAT and CEDT of /sys/firmware/acpi/tables, or an acpidump, and the boot log");
            default -> Optional.empty();
        };
    }

    private static byte[] beginning(byte[] capture) {
        return capture.length <= BEGINNING_BYTES ? capture : Arrays.copyOf(capture, BEGINNING_BYTES);
    }

    private static Set<CaptureFormat> jsonIn(byte[] text) {
        Set<CaptureFormat> formats = new LinkedHashSet<>();
        JsonDocument.forEachIn(text, document -> document.format().ifPresent(formats::add));
        return formats;
    }

    private static Optional<CaptureFormat> ofText(byte[] beginning) {
        Optional<CaptureFormat> undecided = Optional.empty();
        for (Line line : new Lines("capture", beginning)) {
            if (line.text().length() < SHORTEST_LINE) {
                continue;
            }
            for (CaptureFormat format : BY_LINE) {
                if (format.matches(line.text())) {
                    if (format.decides()) {
                        return Optional.of(format);
                    }
                    undecided = undecided.or(() -> Optional.of(format));
                }
            }
        }
        return undecided;
    }

    /** Whether a line of this format decides. Lines of the others may stand above a boot log, as in the log of a serial console. */
    private boolean decides() {
        return this != QEMU && this != XEN && this != FAILED_COMMAND;
    }

    private boolean matches(String line) {
        for (Sign sign : signs) {
            if (sign.isIn(line)) {
                return true;
            }
        }
        return this == DMESG
                && BootMessage.of(line)
                        .filter(message -> message.kind().provesBootLog())
                        .isPresent();
    }

    private static List<CaptureFormat> byLine() {
        return Arrays.stream(values()).filter(format -> !format.signs.isEmpty()).toList();
    }
}
