package io.targetnode.capture;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the last boot of a log began, and when its kernel was built, as the log shows it.
 *
 * @param started seconds since 1970, from the first message after the banner that states the time: {@code setting system
 *     clock to …} or a record of the audit system; empty if there is none
 * @param built seconds since 1970, from the date in the kernel's banner read as UTC; 0 if it has no date
 */
public record BootTime(OptionalLong started, long built) {

    private static final Pattern CLOCK = Pattern.compile(
            ".{0,512}?(?: audit\\((\\d{9,11}+)\\.\\d{3}:\\d{1,9}+\\)|setting system clock to .{0,40}?\\((\\d{9,11}+)\\)).*+");
    private static final Pattern BUILT = Pattern.compile(
            ".*[ (][A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}+(\\d{1,2}+) (\\d\\d:\\d\\d:\\d\\d) [A-Z0-9+-]{1,8}+ (\\d{4}).*+");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy MMM d HH:mm:ss", Locale.ROOT);

    /** Reads a log. */
    public static BootTime of(byte[] text) {
        OptionalLong started = OptionalLong.empty();
        long built = 0;
        boolean begun = false;
        for (Line line : new Lines("dmesg", text)) {
            if (line.text().contains("Linux version ")) {
                started = OptionalLong.empty();
                built = built(line.text());
                begun = true;
            } else if (begun && started.isEmpty()) {
                started = clock(line.text());
            }
        }
        return new BootTime(started, built);
    }

    private static OptionalLong clock(String line) {
        boolean likely = line.contains(" audit(") || line.contains("setting system clock");
        Matcher clock = CLOCK.matcher(line);
        if (!likely || !clock.matches()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(clock.group(1) == null ? clock.group(2) : clock.group(1)));
    }

    private static long built(String banner) {
        Matcher built = BUILT.matcher(banner);
        if (!built.matches()) {
            return 0;
        }
        String date = "%s %s %s %s".formatted(built.group(4), built.group(1), built.group(2), built.group(3));
        try {
            return LocalDateTime.parse(date, DATE).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}
