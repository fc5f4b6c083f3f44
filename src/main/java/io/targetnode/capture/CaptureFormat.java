package io.targetnode.capture;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The formats that can be recognised by their content, including those that cannot be used. */
public enum CaptureFormat {
    /** Text that {@code acpidump} prints. */
    ACPIDUMP("an acpidump"),
    /** Text that {@code iasl -d} prints. */
    IASL("the output of iasl -d"),
    /** A dump of the file of a table. */
    HEXDUMP("a hexadecimal dump of an ACPI table"),
    /** A copy of /proc/iomem. */
    IOMEM("a copy of /proc/iomem"),
    /** The memory blocks of sysfs. */
    MEMORY_BLOCKS("a list of memory blocks (sysfs)"),
    /** The nodes of sysfs. */
    NODES("a list of nodes (sysfs)"),
    /** The memory tiers of sysfs. */
    MEMORY_TIERS("a list of memory tiers (sysfs)"),
    /** The entries of /sys/firmware/memmap. */
    MEMMAP("a copy of /sys/firmware/memmap"),
    /** The usable RAM of memblock, from debugfs. */
    MEMBLOCK("a memblock list (debugfs)"),
    /** The table or the pairs that {@code lsmem} prints. Its JSON is recognised by its names. */
    LSMEM("the output of lsmem"),
    /** The output of {@code numactl -H}. */
    NUMACTL("the output of numactl -H"),
    /** A boot log, recognised by a message that only a kernel prints, or by a line with the seconds since boot. */
    DMESG("a boot log"),
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
    /** A file of a word processor, a page for printing, or a picture. */
    DOCUMENT("a document or a picture"),
    /** A core dump of a kernel, or an executable file. */
    CORE_DUMP("a core dump or a program"),
    /** A machine that a client declares to this service. */
    TOPOLOGY("a topology as JSON"),
    /** A mail whose parts have no known format. */
    MAIL("a mail"),
    /** The options of a kernel. */
    COMMAND_LINE("a kernel command line"),
    /** The output of {@code uname -a}. */
    UNAME("the output of uname"),
    /** A log of the hypervisor below the Linux kernel of dom0. */
    XEN("a log of the Xen hypervisor"),
    /** A boot log of another system. */
    FREEBSD("a boot log of FreeBSD"),
    /** What Windows prints about a machine. */
    WINDOWS("the output of a command of Windows"),
    /** The message of a command that could not read what it should print. */
    FAILED_COMMAND("the message of a command that failed"),
    /** The output of {@code lstopo}. */
    HWLOC("an hwloc topology"),
    /** A QEMU command line. */
    QEMU("a QEMU command line"),
    /** A response of a management controller. */
    REDFISH("a Redfish response");

    /** The number of bytes at the beginning of a text that are examined. */
    static final int BEGINNING_BYTES = 65_536;

    private static final Set<CaptureFormat> TEXTS = EnumSet.range(ACPIDUMP, DMESG);

    private final String description;

    CaptureFormat(String description) {
        this.description = description;
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
                .or(() -> LineSigns.formatOf(beginning));
    }

    /**
     * All formats of a capture. Only a text may have several: JSON documents, and the outputs of several commands.
     *
     * @param capture not wrapped: the result of {@link PlainText#of}
     */
    public static List<CaptureFormat> allIn(byte[] capture) {
        Optional<CaptureFormat> binary = ofBinary(capture);
        if (binary.isPresent()) {
            return List.of(binary.get());
        }
        Set<CaptureFormat> formats = jsonIn(capture);
        LineSigns.formatOf(beginning(capture))
                .filter(text -> formats.isEmpty() || text.isText())
                .ifPresent(text -> {
                    formats.add(text);
                    formats.addAll(LineSigns.besides(text, capture));
                });
        if (formats.contains(DMESG)
                || formats.contains(ACPIDUMP)
                || formats.contains(IASL)
                || formats.contains(HEXDUMP)) {
            formats.addAll(LogWithTables.formatsIn(capture));
        }
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
            case DOCUMENT -> Optional.of("save its text as plain text, and upload that");
            case CORE_DUMP ->
                Optional.of("upload the kernel's log in it: vmcore-dmesg.txt, or the output of 'log' in crash");
            case MAIL -> Optional.of("save its attachments, and upload them");
            case COMMAND_LINE -> Optional.of("send it as the field commandLine");
            case UNAME -> Optional.of("send its release as the field kernel");
            case TOPOLOGY -> Optional.of("send it as application/json");
            case XEN -> Optional.of("upload the boot log of the Linux kernel in dom0 ('journalctl -k -b 0')");
            case FREEBSD, WINDOWS ->
                Optional.of(
                        "only Linux kernels are replayed; upload files of the machine under Linux, or SRAT and CEDT");
            case FAILED_COMMAND ->
                Optional.of("run the command as root (sudo) on a host where it is installed, and upload its output");
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
}
