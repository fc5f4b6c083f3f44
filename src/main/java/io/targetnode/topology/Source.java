package io.targetnode.topology;

/**
 * A file or body that was uploaded; its content is not kept, only what was read from it.
 *
 * @param format {@code srat}, {@code dmesg}, {@code firmware-view}, …
 * @param bytes its length
 * @param sha256 of its bytes, lower-case hex
 */
public record Source(String format, long bytes, String sha256) {

    /** Describes an upload. */
    public static Source of(String format, byte[] content) {
        return new Source(format, content.length, Sha256.of(content));
    }
}
