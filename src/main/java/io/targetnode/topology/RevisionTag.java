package io.targetnode.topology;

import java.time.Instant;

/**
 * Identifies a revision. Numbers alone do not: a topology that was deleted and uploaded again starts at revision 1.
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
