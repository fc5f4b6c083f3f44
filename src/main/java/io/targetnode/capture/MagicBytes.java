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

    private static final Map<String, CaptureFormat> OTHERS = Map.ofEntries(
            Map.entry("1f8b08", CaptureFormat.GZIP),
            Map.entry("504b0304", CaptureFormat.ZIP),
            Map.entry("fd377a585a00", CaptureFormat.XZ),
            Map.entry("28b52ffd", CaptureFormat.ZSTD),
            Map.entry("425a68", CaptureFormat.BZIP2),
            Map.entry("377abcaf271c", CaptureFormat.OTHER_ARCHIVE),
            Map.entry(hex("Rar!"), CaptureFormat.OTHER_ARCHIVE),
            Map.entry(hex("MSCF"), CaptureFormat.OTHER_ARCHIVE),
            Map.entry(hex("LZIP"), CaptureFormat.OTHER_ARCHIVE),
            Map.entry(hex("070701"), CaptureFormat.OTHER_ARCHIVE),
            Map.entry(hex("!<arch>"), CaptureFormat.OTHER_ARCHIVE),
            Map.entry("1f9d", CaptureFormat.OTHER_ARCHIVE),
            Map.entry("04224d18", CaptureFormat.OTHER_ARCHIVE),
            Map.entry("5d00008000", CaptureFormat.OTHER_ARCHIVE),
            Map.entry("edabeedb", CaptureFormat.OTHER_ARCHIVE),
            Map.entry(hex("%PDF-"), CaptureFormat.DOCUMENT),
            Map.entry(hex("{\\rtf"), CaptureFormat.DOCUMENT),
            Map.entry("d0cf11e0a1b11ae1", CaptureFormat.DOCUMENT),
            Map.entry("89504e47", CaptureFormat.DOCUMENT),
            Map.entry("ffd8ff", CaptureFormat.DOCUMENT),
            Map.entry(hex("KDUMP   "), CaptureFormat.CORE_DUMP),
            Map.entry("7f454c46", CaptureFormat.CORE_DUMP),
            Map.entry("4c504b5348485248", CaptureFormat.JOURNAL));
    private static final int LONGEST = 8;

    private MagicBytes() {}

    static Optional<CaptureFormat> formatOf(byte[] bytes) {
        // Checked before tables: an archive begins with the name of its first file, which may be SRAT.
        if (TarHeader.isHeader(bytes)) {
            return Optional.of(CaptureFormat.TAR);
        }
        String beginning = HexFormat.of().formatHex(bytes, 0, Math.min(LONGEST, bytes.length));
        Optional<CaptureFormat> other = OTHERS.entrySet().stream()
                .filter(format -> beginning.startsWith(format.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return other.or(() -> tableIn(bytes));
    }

    /** Whether a text, each byte as a character, is a gzip file. */
    static boolean isGzip(String text) {
        return text.startsWith("\u001f\u008b");
    }

    private static String hex(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<CaptureFormat> tableIn(byte[] bytes) {
        if (bytes.length >= TABLE_HEADER_BYTES && bytes[HIGH_LENGTH_BYTE] == 0) {
            String signature = new String(bytes, 0, 4, StandardCharsets.ISO_8859_1);
            if (SIGNATURE.matcher(signature).matches()) {
                return Optional.of(TABLES.getOrDefault(signature, CaptureFormat.OTHER_TABLE));
            }
        }
        return Optional.empty();
    }
}
