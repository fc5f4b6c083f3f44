package io.targetnode.topology;

import java.util.List;

/**
 * An uploaded file or body. Its content is not stored, only the facts read from it.
 *
 * @param format {@code srat}, {@code dmesg}, {@code firmware-view}, …
 * @param bytes the length of the content
 * @param sha256 SHA-256 of the content, lower-case hexadecimal
 * @param read short descriptions of the facts read from it; empty if all of it was read
 */
public record Source(String format, long bytes, String sha256, List<String> read) {

    public Source {
        read = List.copyOf(read);
    }

    /** A source that was read completely. */
    public static Source of(String format, byte[] content) {
        return of(format, content, List.of());
    }

    /** A source with descriptions of the facts read from it. */
    public static Source of(String format, byte[] content, List<String> read) {
        return new Source(format, content.length, Sha256.of(content), read);
    }
}
