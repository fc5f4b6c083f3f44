package io.targetnode.api.revision;

import io.targetnode.topology.RevisionTag;
import io.targetnode.topology.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strong ETags. Each names the revision and the representation, so a write can take the ETag of any read of the topology. */
public final class EntityTags {

    /** 64 bits: an accidental collision of two contents is practically impossible. */
    private static final int DIGITS = 16;

    private static final char VARIANT = '.';

    private EntityTags() {}

    /**
     * The ETag of a representation of a revision, including the quotes.
     *
     * @param variant everything that distinguishes it from other representations of the same URL
     */
    public static String of(RevisionTag revision, Object... variant) {
        return quoted(revision.text() + VARIANT + hash(variant));
    }

    /** The ETag of content that depends on several revisions, including the quotes. */
    public static String of(Object content) {
        byte[] text = (Build.TIME + content).getBytes(StandardCharsets.UTF_8);
        return quoted(Sha256.of(text).substring(0, DIGITS));
    }

    /**
     * The revision's tag in an ETag.
     *
     * @param entityTag without the quotes
     */
    static String revision(String entityTag) {
        int variant = entityTag.indexOf(VARIANT);
        return variant < 0 ? entityTag : entityTag.substring(0, variant);
    }

    /** Of the texts: the hash codes of enum constants differ between replicas. */
    private static String hash(Object... content) {
        return Integer.toHexString(
                31 * Build.TIME.hashCode() + Arrays.toString(content).hashCode());
    }

    private static String quoted(String tag) {
        return '"' + tag + '"';
    }
}
