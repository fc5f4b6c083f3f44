package io.targetnode.topology;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Source(format, content.length, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
