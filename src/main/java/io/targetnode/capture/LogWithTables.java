package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A text that has a boot log and tables, such as the output of several commands in one file. */
final class LogWithTables {

    /** The signatures of SRAT and CEDT as dumps show them. */
    private static final List<String> DUMPED =
            List.of("53 52 41 54", "5352 4154", "U1JBV", "43 45 44 54", "4345 4454", "Q0VEV");

    private LogWithTables() {}

    /** The formats of both; empty if the text has only one of them. */
    static Set<CaptureFormat> formatsIn(byte[] capture) {
        String text = new String(capture, StandardCharsets.ISO_8859_1);
        if (!text.contains("Linux version ")) {
            return Set.of();
        }
        String others = LineSigns.withoutMessages(text);
        return Stream.of(CaptureFormat.ACPIDUMP, CaptureFormat.IASL, CaptureFormat.HEXDUMP)
                .filter(format -> has(others, format))
                .findFirst()
                .map(format -> EnumSet.of(CaptureFormat.DMESG, format))
                .orElse(EnumSet.noneOf(CaptureFormat.class));
    }

    private static boolean has(String text, CaptureFormat format) {
        return switch (format) {
            case ACPIDUMP -> text.contains("SRAT @ 0x") || text.contains("CEDT @ 0x");
            case IASL -> text.contains("Signature : \"SRAT\"") || text.contains("Signature : \"CEDT\"");
            default -> DUMPED.stream().anyMatch(text::contains) && LineSigns.has(CaptureFormat.HEXDUMP, text);
        };
    }
}
