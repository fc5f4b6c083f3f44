package io.targetnode.analysis.picture;

import io.targetnode.memory.AddressRange;

/** Numbers of bytes for people: {@code 512 MiB}, {@code 1.5 GiB}; {@code ~1.99 GiB} if it is rounded down. */
final class ByteSize {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final int UNIT_BITS = 10;

    private ByteSize() {}

    /** The size of a range. */
    static String of(AddressRange range) {
        return range.sizeBytes() == 0 ? "16 EiB" : of(range.sizeBytes());
    }

    /** The size of a range in fewer characters: {@code 512M}, {@code ~1.99G}. */
    static String brief(AddressRange range) {
        return of(range).replaceFirst(" (.).*", "$1");
    }

    /** @param bytes unsigned */
    static String of(long bytes) {
        int unit = bytes == 0 ? 0 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(bytes)) / UNIT_BITS;
        if (unit == 0) {
            return bytes + " B";
        }
        int shift = unit * UNIT_BITS;
        long rest = bytes & (1L << shift) - 1;
        long hundredths = (rest >>> shift - UNIT_BITS) * 100 >>> UNIT_BITS;
        boolean exact = (rest * 4 & (1L << shift) - 1) == 0;
        String decimals = hundredths == 0 ? "" : ".%02d".formatted(hundredths).replaceFirst("0$", "");
        return (exact ? "" : "~") + (bytes >>> shift) + decimals + " " + UNITS[unit];
    }
}
