package io.targetnode.topology;

import java.util.List;

/**
 * A file or body that was uploaded; its content is not kept, only what was read from it.
 *
 * @param format {@code srat}, {@code dmesg}, {@code firmware-view}, …
 * @param bytes its length
 * @param sha256 of its bytes, lower-case hex
 * @param read what was read from it, in a few words each; empty if nothing is said about that
 */
public record Source(String format, long bytes, String sha256, List<String> read) {

    public Source {
        read = List.copyOf(read);
    }

    /** A body of which nothing has to be said: all of it was read. */
    public static Source of(String format, byte[] content) {
        return of(format, content, List.of());
    }

    /** Describes an upload. */
    public static Source of(String format, byte[] content, List<String> read) {
        return new Source(format, content.length, Sha256.of(content), read);
    }
}
