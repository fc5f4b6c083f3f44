package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises binary formats by their first bytes. */
final class MagicBytes {

    private static final Map<String, CaptureFormat> TABLES = Map.of(
            "SRAT", CaptureFormat.SRAT_BINARY,
            "CEDT", CaptureFormat.CEDT_BINARY,
            "SLIT", CaptureFormat.SLIT_BINARY,
            "HMAT", CaptureFormat.HMAT_BINARY);
    private static final Pattern SIGNATURE = Pattern.compile("[A-Z0-9_]{4}");
    private static final int TABLE_HEADER_BYTES = 8;
    /** The highest byte of the length in a raw table: 0 below 16 MiB, and never a character of a text. */
    private static final int HIGH_LENGTH_BYTE = 7;

    private static final Map<String, CaptureFormat> OTHERS = Map.of(
            "1f8b08", CaptureFormat.GZIP,
            "504b0304", CaptureFormat.ZIP,
            "fd377a585a00", CaptureFormat.XZ,
            "28b52ffd", CaptureFormat.ZSTD,
            "425a68", CaptureFormat.BZIP2,
            "377abcaf271c", CaptureFormat.OTHER_ARCHIVE,
            "4c504b5348485248", CaptureFormat.JOURNAL);
    private static final int LONGEST = 8;

    private MagicBytes() {}

    static Optional<CaptureFormat> formatOf(byte[] bytes) {
        // Checked before tables: an archive begins with the name of its first file, which may be SRAT.
        if (TarHeader.isHeader(bytes)) {
            return Optional.of(CaptureFormat.TAR);
        }
        if (bytes.length >= TABLE_HEADER_BYTES && bytes[HIGH_LENGTH_BYTE] == 0) {
            String signature = new String(bytes, 0, 4, StandardCharsets.ISO_8859_1);
            if (SIGNATURE.matcher(signature).matches()) {
                return Optional.of(TABLES.getOrDefault(signature, CaptureFormat.OTHER_TABLE));
            }
        }
        String beginning = HexFormat.of().formatHex(bytes, 0, Math.min(LONGEST, bytes.length));
        return OTHERS.entrySet().stream()
                .filter(format -> beginning.startsWith(format.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
