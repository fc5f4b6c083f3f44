package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** A text that has a boot log and tables, such as the output of several commands in one file. */
final class LogWithTables {

    private LogWithTables() {}

    /** The formats of both; empty if the text has only one of them. */
    static Set<CaptureFormat> formatsIn(byte[] capture) {
        String text = new String(capture, StandardCharsets.ISO_8859_1);
        boolean dumped = has(text, "%s @ 0x");
        if (!text.contains("Linux version ") || !dumped && !has(text, "Signature : \"%s\"")) {
            return Set.of();
        }
        return EnumSet.of(CaptureFormat.DMESG, dumped ? CaptureFormat.ACPIDUMP : CaptureFormat.IASL);
    }

    private static boolean has(String text, String beginning) {
        return Stream.of("SRAT", "CEDT").map(beginning::formatted).anyMatch(text::contains);
    }
}
