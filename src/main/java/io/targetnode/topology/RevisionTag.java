package io.targetnode.topology;

import java.time.Instant;

/**
 * Tells revisions apart, also those with one number: a topology that was deleted and uploaded anew begins at 1 again.
 *
 * @param text {@code <revision>-<digest>-<time>}: letters, digits and hyphens
 */
public record RevisionTag(String text) {

    private static final int DIGEST_DIGITS = 12;

    static RevisionTag of(int revision, String digest, Instant uploadedAt) {
        String content = digest.substring(0, Math.min(DIGEST_DIGITS, digest.length()));
        String time = Long.toString(uploadedAt.toEpochMilli(), Character.MAX_RADIX);
        return new RevisionTag("%d-%s-%s".formatted(revision, content, time));
    }

    @Override
    public String toString() {
        return text;
    }
}
