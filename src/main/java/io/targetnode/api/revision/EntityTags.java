package io.targetnode.api.revision;

import io.targetnode.topology.RevisionTag;
import io.targetnode.topology.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * ETags, all of them strong: the revision that was read, and which representation of it. So the tag of any read of a topology
 * names its revision.
 */
public final class EntityTags {

    /** 64 bits: nobody makes two contents that have the same by chance. */
    private static final int DIGITS = 16;

    private static final char VARIANT = '.';

    private EntityTags() {}

    /**
     * The ETag of a representation of a revision, in its quotes.
     *
     * @param variant all that makes it differ from other representations under one URL
     */
    public static String of(RevisionTag revision, Object... variant) {
        return quoted(revision.text() + VARIANT + hash(variant));
    }

    /** The ETag of something that is made of several revisions, in its quotes. */
    public static String of(Object content) {
        byte[] text = (Build.TIME + content).getBytes(StandardCharsets.UTF_8);
        return quoted(Sha256.of(text).substring(0, DIGITS));
    }

    /**
     * The revision's tag in an ETag.
     *
     * @param entityTag without its quotes
     */
    static String revision(String entityTag) {
        int variant = entityTag.indexOf(VARIANT);
        return variant < 0 ? entityTag : entityTag.substring(0, variant);
    }

    private static String hash(Object... content) {
        return Integer.toHexString(31 * Build.TIME.hashCode() + Objects.hash(content));
    }

    private static String quoted(String tag) {
        return '"' + tag + '"';
    }
}
