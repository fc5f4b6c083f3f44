package io.targetnode.capture;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size as the tools of ndctl print it: {@code 512.00 MiB (536.87 MB)}, rounded to two decimals.
 *
 * <p>The exact size is known only if it is a multiple of more than the rounding step: {@code 4.25 GiB} is exact for windows,
 * which are multiples of 256 MiB, but {@code 2.00 TiB} is not.
 *
 * @param hundredths number of hundredths of a unit; 0 if the text is not such a size
 * @param unitBytes bytes of a unit
 */
record PrintedSize(long hundredths, long unitBytes) {

    private static final Pattern PRINTED = Pattern.compile("(\\d{1,6}+)\\.(\\d\\d) ([KMG])iB(?: \\(.{0,32}+)?+");
    private static final String UNITS = "KMG";

    static PrintedSize of(String text) {
        Matcher matcher = PRINTED.matcher(text);
        if (!matcher.matches()) {
            return new PrintedSize(0, 1);
        }
        return new PrintedSize(
                Long.parseLong(matcher.group(1)) * 100 + Long.parseLong(matcher.group(2)),
                1L << 10 * (1 + UNITS.indexOf(matcher.group(3))));
    }

    /** The size as a multiple of a power of two; empty if several multiples or none round to it. */
    OptionalLong bytes(long multipleOf) {
        long hundredfold = hundredths * unitBytes;
        long bytes = hundredfold / 100;
        boolean exact = bytes != 0 && hundredfold % 100 == 0 && bytes % multipleOf == 0;
        return exact && unitBytes / 100 < multipleOf ? OptionalLong.of(bytes) : OptionalLong.empty();
    }
}
