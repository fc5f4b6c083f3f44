package io.targetnode.topology;

import java.util.Optional;
import java.util.Set;

/**
 * What has to hold of the current revision for a write to happen, as {@code If-Match} and {@code If-None-Match} say it
 * (RFC 9110, 13.1).
 *
 * @param match tags of which one has to be the current one; {@link #ANY} stands for whatever is there; empty if the
 *     client does not say
 * @param noneMatch tags of which none may be the current one; {@link #ANY} as above
 */
public record Precondition(Optional<Set<String>> match, Optional<Set<String>> noneMatch) {

    /** Any revision. */
    public static final String ANY = "*";

    /** Nothing has to hold. */
    public static final Precondition NONE = new Precondition(Optional.empty(), Optional.empty());

    /** There must be no topology of that name. */
    public static final Precondition ABSENT = new Precondition(Optional.empty(), Optional.of(Set.of(ANY)));

    /** There must be a topology of that name. */
    public static final Precondition PRESENT = new Precondition(Optional.of(Set.of(ANY)), Optional.empty());

    public Precondition {
        match = match.map(Set::copyOf);
        noneMatch = noneMatch.map(Set::copyOf);
    }

    /**
     * Holds a write against the current revision.
     *
     * @param current empty if there is no topology of that name
     * @throws PreconditionFailedException if the write must not happen
     */
    public void require(TopologyName name, Optional<RevisionTag> current) {
        if (match.filter(tags -> !names(tags, current)).isPresent()) {
            throw new PreconditionFailedException(
                    current.map(tag -> "%s is at revision tag %s, which If-Match does not name".formatted(name, tag))
                            .orElse("If-Match is given, and there is no topology named '%s'".formatted(name)));
        }
        if (noneMatch.filter(tags -> names(tags, current)).isPresent()) {
            throw new PreconditionFailedException(
                    "%s is there with the revision that If-None-Match excludes".formatted(name));
        }
    }

    private static boolean names(Set<String> tags, Optional<RevisionTag> current) {
        return current.filter(tag -> tags.contains(ANY) || tags.contains(tag.text()))
                .isPresent();
    }
}
