package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range as the kernel logs it, {@code [mem 0x00001000-0x0009fbff]}, both ends inclusive, and the text after it.
 *
 * @param range the range
 * @param rest the text after the bracket, stripped
 */
record BracketedRange(AddressRange range, String rest) {

    private static final Pattern RANGE = Pattern.compile("\\[mem ([^]\\- ]++)-([^] ]++)](.*+)");

    /** @throws CaptureException if the message has no such range */
    static BracketedRange in(Line line, String message) {
        Matcher matcher = RANGE.matcher(message);
        if (!matcher.find()) {
            throw line.refuse(
                    "the line has no range like [mem 0x00001000-0x0009fbff]; give the log as the kernel printed it");
        }
        return new BracketedRange(
                line.range(matcher.group(1), matcher.group(2)), matcher.group(3).strip());
    }
}
