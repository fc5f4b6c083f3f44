package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
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

    private static final byte[] GZIP = HexFormat.of().parseHex("1f8b08");
    /** Zip, xz, zstd, bzip2, 7z. */
    private static final List<byte[]> OTHER_ARCHIVES =
            List.of("504b0304", "fd377a585a00", "28b52ffd", "425a68", "377abcaf271c").stream()
                    .map(digits -> HexFormat.of().parseHex(digits))
                    .toList();

    private MagicBytes() {}

    static Optional<CaptureFormat> formatOf(byte[] bytes) {
        // Checked before tables: an archive begins with the name of its first file, which may be SRAT.
        if (TarHeader.isAt(bytes)) {
            return Optional.of(CaptureFormat.TAR);
        }
        if (bytes.length >= TABLE_HEADER_BYTES && bytes[HIGH_LENGTH_BYTE] == 0) {
            String signature = new String(bytes, 0, 4, StandardCharsets.ISO_8859_1);
            if (SIGNATURE.matcher(signature).matches()) {
                return Optional.of(TABLES.getOrDefault(signature, CaptureFormat.OTHER_TABLE));
            }
        }
        if (begins(bytes, GZIP)) {
            return Optional.of(CaptureFormat.GZIP);
        }
        return OTHER_ARCHIVES.stream().anyMatch(beginning -> begins(bytes, beginning))
                ? Optional.of(CaptureFormat.OTHER_ARCHIVE)
                : Optional.empty();
    }

    private static boolean begins(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }
}
