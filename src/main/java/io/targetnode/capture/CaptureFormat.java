package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The formats that can be told by their content. */
public enum CaptureFormat {
    /** Text that {@code acpidump} prints. */
    ACPIDUMP(" *+[!-?A-~]{4,8}+ *+@ *+0[xX].*+"),
    /** A copy of /proc/iomem. */
    IOMEM(" *+[0-9a-f]{8,16}+-[0-9a-f]{8,16}+ : .*+"),
    /** The entries of /sys/firmware/memmap. */
    MEMMAP(
            " *+(?:\\d{1,9}+ ++)?+0x[0-9a-f]{1,16}+ ++0x[0-9a-f]{1,16}+ ++[A-Za-z].*+",
            "[^ :]{0,200}?(?<!\\d)\\d{1,9}+/(?:start|end|type):.*+"),
    /** A boot log, told by a message that only a kernel prints, or by a line with the seconds since boot. */
    DMESG("\\[ {0,8}+\\d{1,8}+\\.\\d{6}].*+", "kern {1,8}+:[a-z]{1,8}+ {0,8}+:.*+"),
    /** A raw SRAT. */
    SRAT_BINARY,
    /** A raw CEDT. */
    CEDT_BINARY;

    /** How much of a text is looked at. */
    static final int BEGINNING_BYTES = 65_536;

    private static final List<CaptureFormat> TEXTS = List.of(ACPIDUMP, IOMEM, MEMMAP, DMESG);
    private static final int TABLE_HEADER_BYTES = 8;
    /** The highest byte of a raw table's length: 0 below 16 MiB, and no character of a text. */
    private static final int HIGH_LENGTH_BYTE = 7;

    private final List<Pattern> lines;

    CaptureFormat(String... lines) {
        this.lines = Arrays.stream(lines).map(Pattern::compile).toList();
    }

    /** The format of a capture, told by its first bytes and lines; the first line that is known decides. */
    public static Optional<CaptureFormat> of(byte[] capture) {
        return isTable("SRAT", capture)
                ? Optional.of(SRAT_BINARY)
                : isTable("CEDT", capture) ? Optional.of(CEDT_BINARY) : ofText(capture);
    }

    private static Optional<CaptureFormat> ofText(byte[] capture) {
        byte[] beginning = Arrays.copyOf(capture, Math.min(capture.length, BEGINNING_BYTES));
        for (Line line : new Lines("capture", beginning)) {
            Optional<CaptureFormat> format =
                    TEXTS.stream().filter(text -> text.has(line.text())).findFirst();
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

    private static boolean isTable(String signature, byte[] capture) {
        return capture.length >= TABLE_HEADER_BYTES
                && capture[HIGH_LENGTH_BYTE] == 0
                && signature.equals(new String(capture, 0, 4, StandardCharsets.ISO_8859_1));
    }
}
