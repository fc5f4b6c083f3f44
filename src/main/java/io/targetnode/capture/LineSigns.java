package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises the format of a text by a line that only files of this format have. */
final class LineSigns {

    /** No recognised line is shorter. Texts of unknown formats have many shorter lines. */
    private static final int SHORTEST_LINE = 6;

    private static final Set<CaptureFormat> PASTED_TOGETHER = EnumSet.of(
            CaptureFormat.IOMEM,
            CaptureFormat.LSMEM,
            CaptureFormat.NUMACTL,
            CaptureFormat.MEMORY_BLOCKS,
            CaptureFormat.NODES,
            CaptureFormat.MEMORY_TIERS,
            CaptureFormat.DMESG);

    private static final Set<CaptureFormat> MAY_PRECEDE_OTHERS = EnumSet.of(
            CaptureFormat.QEMU,
            CaptureFormat.XEN,
            CaptureFormat.FAILED_COMMAND,
            CaptureFormat.MAIL,
            CaptureFormat.COMMAND_LINE,
            CaptureFormat.UNAME);

    private static final String BLOCK_FILE =
            "[^ :]{0,200}?(?<![^/])memory\\d{1,9}+/(?:phys_index|state|valid_zones):.*+";
    private static final String NODE_FILE =
            "[^ :]{0,200}?(?<![^/])node\\d{1,6}+/(?:(?:meminfo|cpulist|distance):.*+|memory\\d{1,9}+(?:[:/ ].*+)?)";

    private static final Map<CaptureFormat, List<Sign>> SIGNS = new EnumMap<>(CaptureFormat.class);

    static {
        add(
                CaptureFormat.ACPIDUMP,
                sign("@", " *+(?:[!A-Z0-9_]{4,8}+|RSD PTR) *+@ *+0[xX][0-9A-Fa-f]{1,16}+ *+"),
                sign("0000: ", DumpedTable.FIRST_ROW.pattern()));
        add(
                CaptureFormat.IASL,
                sign("[", IaslReader.FIELD.pattern()),
                sign("Signature : ", IaslReader.TEMPLATE.pattern()),
                sign("Raw Table Data", IaslReader.RAW_HEADING.pattern()),
                sign("Disassembler", "[ >]*+\\* AML/ASL\\+? Disassembler version .*+"));
        add(
                CaptureFormat.HEXDUMP,
                sign("0000", HexDumpReader.FIRST_ROW.pattern()),
                sign("0000000", HexDumpReader.FIRST_WORDS.pattern()),
                sign("V", EncodedTable.Form.BASE64.first().pattern()),
                sign("54", EncodedTable.Form.HEXADECIMAL.first().pattern()),
                sign("x54", EncodedTable.Form.ARRAY.first().pattern()));
        add(CaptureFormat.IOMEM, sign(" : ", " *+[0-9a-f]{8,16}+-[0-9a-f]{8,16}+ : .*+"));
        add(
                CaptureFormat.MEMORY_BLOCKS,
                sign("block_size_bytes:", "[^ :]{0,200}?(?<![^/])block_size_bytes:.*+"),
                sign("/phys_index:", BLOCK_FILE),
                sign("/state:", BLOCK_FILE),
                sign("/valid_zones:", BLOCK_FILE),
                sign("/node", "[^ :]{0,200}?(?<![^/])memory\\d{1,9}+/node\\d{1,6}+(?:[:/ ].*+)?"));
        add(
                CaptureFormat.NODES,
                sign("/meminfo:", NODE_FILE),
                sign("/cpulist:", NODE_FILE),
                sign("/distance:", NODE_FILE),
                sign("/memory", NODE_FILE),
                sign("MemTotal:", " *+Node \\d{1,6}+ MemTotal: *+\\d{1,15}+ kB"));
        add(CaptureFormat.MEMORY_TIERS, sign("/nodelist:", "[^ :]{0,200}?(?<![^/])memory_tier\\d{1,9}+/nodelist:.*+"));
        add(
                CaptureFormat.MEMMAP,
                sign(
                        "0x",
                        " *+(?:\\d{1,9}+ ++)?+0x[0-9a-f]{1,16}+ ++0x[0-9a-f]{1,16}+ ++(?:System RAM|[Rr]eserved|ACPI .{1,40}+|Persistent Memory.{0,20}+|Soft Reserved|Unusable memory|Unknown E820 type|Unaccepted.{0,20}+).*+"),
                sign("/start:", "[^ :]{0,200}?(?<!\\d)\\d{1,9}+/start:0x.*+"),
                sign("/end:", "[^ :]{0,200}?(?<!\\d)\\d{1,9}+/end:0x.*+"),
                sign(
                        "/type:",
                        "[^ :]{0,200}?(?<!\\d)\\d{1,9}+/type:(?:System RAM|[Rr]eserved|ACPI .{1,40}+|Persistent Memory.{0,20}+|Soft Reserved|Unusable memory|Unknown E820 type|Unaccepted.{0,20}+).*+"));
        add(CaptureFormat.MEMBLOCK, sign("..0x", " *+\\d{1,6}+: 0x[0-9a-f]{8,16}+\\.\\.0x[0-9a-f]{8,16}+(?: .*+)?"));
        add(
                CaptureFormat.LSMEM,
                sign("RANGE", LsmemTable.HEADING.pattern()),
                sign("RANGE=", LsmemTable.PAIRS.pattern()));
        add(CaptureFormat.NUMACTL, sign("available:", "available: \\d{1,6}+ nodes?+(?: .*+)?"));
        add(
                CaptureFormat.DMESG,
                sign("[", "\\[ {0,8}+\\d{1,8}+\\.\\d{6}].*+"),
                sign("kern", "kern {1,8}+:[a-z]{1,8}+ {0,8}+:.*+"));
        add(CaptureFormat.MAIL, sign("multipart/", "(?i)content-type: *+multipart/.*+"));
        add(CaptureFormat.COMMAND_LINE, sign("BOOT_IMAGE=", "(?:.{0,100} )?BOOT_IMAGE=\\S.*+"));
        add(CaptureFormat.UNAME, sign("GNU/Linux", "Linux \\S{1,64}+ \\d{1,2}+\\.\\d.{0,400}+(?<=GNU/Linux)"));
        add(CaptureFormat.XEN, sign("(XEN)", ".{0,100}?\\(XEN\\) .*+"));
        add(
                CaptureFormat.FREEBSD,
                sign("FreeBSD", "Copyright \\(c\\) .{1,40}The FreeBSD Project.*+"),
                sign("FreeBSD", "FreeBSD \\d{1,2}+\\.\\d{1,2}+-.*+"));
        add(
                CaptureFormat.WINDOWS,
                sign("Microsoft Windows", "(?:OS Name:? {0,40}+)?Microsoft Windows (?:\\[Version|Server|1[01]\\b).*+"));
        add(
                CaptureFormat.FAILED_COMMAND,
                sign(": ", FailedCommand.OF_SYSTEM),
                sign("is not recognized as", ".{1,200}? is not recognized as .*+"),
                sign("password", "sudo: .{0,60}password.*+"),
                sign("journal", "No journal files were (?:found|opened due to insufficient permissions).*+"),
                sign("-- No entries --", "-- No entries --"));
        add(
                CaptureFormat.HWLOC,
                sign("<!DOCTYPE", " *+<!DOCTYPE topology .*+"),
                sign("<topology", " *+<topology(?:[ >].*+)?"),
                sign("Machine", "Machine \\(\\d.{0,80}+"));
        add(
                CaptureFormat.QEMU,
                sign("qemu-", ".{0,400}?(?<![^/ '\"])qemu-(?:system-[a-z0-9_]{1,20}+|kvm)(?:[ '\"\\\\].*+)?"),
                sign("-", " *+-(?:numa|object|machine|M) \\S++.*+"));
    }

    private LineSigns() {}

    /**
     * A form of a line.
     *
     * @param text a part of each such line; looking for it is much faster than the pattern
     */
    private record Sign(String text, Pattern form) {

        boolean isIn(String line) {
            return line.contains(text) && form.matcher(line).matches();
        }

        /** Looks only at lines with the text. Takes linear time. */
        boolean isInOneOf(String lines) {
            int at = lines.indexOf(text);
            while (at >= 0) {
                int start = lines.lastIndexOf('\n', at) + 1;
                int lineEnd = lines.indexOf('\n', at);
                int end = lineEnd < 0 ? lines.length() : lineEnd;
                if (isIn(Lines.clean(lines.substring(start, Math.min(end, start + Lines.MAX_LINE_BYTES))))) {
                    return true;
                }
                at = lines.indexOf(text, end);
            }
            return false;
        }
    }

    /** The format of the first recognised line. A line that may stand above another format counts only if no other line is recognised. */
    static Optional<CaptureFormat> formatOf(byte[] text) {
        Optional<CaptureFormat> undecided = Optional.empty();
        for (Line line : new Lines("capture", text)) {
            Optional<CaptureFormat> format =
                    line.text().length() < SHORTEST_LINE ? Optional.empty() : formatOf(line.text());
            if (format.filter(LineSigns::decides).isPresent()) {
                return format;
            }
            undecided = undecided.or(() -> format);
        }
        return undecided;
    }

    /** The other formats in a text into which several outputs were pasted. The reader of each format skips the lines of the others. */
    static Set<CaptureFormat> besides(CaptureFormat first, byte[] text) {
        Set<CaptureFormat> formats = EnumSet.noneOf(CaptureFormat.class);
        if (PASTED_TOGETHER.contains(first)) {
            String all = new String(text, StandardCharsets.ISO_8859_1);
            String lines = first == CaptureFormat.DMESG ? withoutMessages(all) : all;
            PASTED_TOGETHER.stream()
                    .filter(format -> format != first)
                    .filter(format -> has(format, lines))
                    .forEach(formats::add);
        }
        return formats;
    }

    /**
     * The lines of a boot log that do not begin with the time of a message. Only they can be of another format, and most logs have
     * none. A text with carriage returns, which also end lines, is returned whole.
     */
    static String withoutMessages(String log) {
        if (log.indexOf('\r') >= 0) {
            return log;
        }
        StringBuilder others = new StringBuilder();
        int start = 0;
        while (start < log.length()) {
            int lineEnd = log.indexOf('\n', start);
            int end = lineEnd < 0 ? log.length() : lineEnd + 1;
            if (!beginsWithTime(log, start)) {
                others.append(log, start, end);
            }
            start = end;
        }
        return others.toString();
    }

    /** Whether a line begins with a bracket and seconds with decimals. */
    private static boolean beginsWithTime(String log, int start) {
        if (log.charAt(start) != '[') {
            return false;
        }
        int at = start + 1;
        while (at < log.length() && (log.charAt(at) == ' ' || log.charAt(at) >= '0' && log.charAt(at) <= '9')) {
            at++;
        }
        return at < log.length() && log.charAt(at) == '.';
    }

    /** Whether a text has a line of a format, in any place. */
    static boolean has(CaptureFormat format, String lines) {
        return SIGNS.getOrDefault(format, List.of()).stream().anyMatch(sign -> sign.isInOneOf(lines));
    }

    static Optional<CaptureFormat> formatOf(String line) {
        for (Map.Entry<CaptureFormat, List<Sign>> format : SIGNS.entrySet()) {
            for (Sign sign : format.getValue()) {
                if (sign.isIn(line)) {
                    return Optional.of(format.getKey());
                }
            }
            if (format.getKey() == CaptureFormat.DMESG && isBootMessage(line)) {
                return Optional.of(CaptureFormat.DMESG);
            }
        }
        return Optional.empty();
    }

    private static boolean isBootMessage(String line) {
        return BootMessage.of(line)
                .filter(message -> message.kind().provesBootLog())
                .isPresent();
    }

    /** Whether a line of this format decides. Lines of the others may stand above a boot log, as in the log of a serial console. */
    private static boolean decides(CaptureFormat format) {
        return !MAY_PRECEDE_OTHERS.contains(format);
    }

    private static void add(CaptureFormat format, Sign... signs) {
        SIGNS.put(format, List.of(signs));
    }

    private static Sign sign(String text, String form) {
        return new Sign(text, Pattern.compile(form));
    }
}
