package io.targetnode.topology;

import java.util.Optional;
import java.util.Set;

/**
 * A condition on the current revision, without which a write fails: {@code If-Match} and {@code If-None-Match} (RFC 9110,
 * 13.1).
 *
 * @param match the current revision must have one of these tags; {@link #ANY} matches every revision; empty for no condition
 * @param noneMatch the current revision must have none of these tags; {@link #ANY} matches every revision; empty for no
 *     condition
 */
public record Precondition(Optional<Set<String>> match, Optional<Set<String>> noneMatch) {

    /** Matches every revision. */
    public static final String ANY = "*";

    /** No condition. */
    public static final Precondition NONE = new Precondition(Optional.empty(), Optional.empty());

    /** The topology must not exist. */
    public static final Precondition ABSENT = new Precondition(Optional.empty(), Optional.of(Set.of(ANY)));

    /** The topology must exist. */
    public static final Precondition PRESENT = new Precondition(Optional.of(Set.of(ANY)), Optional.empty());

    public Precondition {
        match = match.map(Set::copyOf);
        noneMatch = noneMatch.map(Set::copyOf);
    }

    /**
     * Checks the condition.
     *
     * @param current the tag of the current revision; empty if the topology does not exist
     * @throws PreconditionFailedException if the condition does not hold
     */
    public void require(TopologyName name, Optional<RevisionTag> current) {
        if (match.filter(tags -> !includes(tags, current)).isPresent()) {
            throw new PreconditionFailedException(
                    current.map(tag -> "the current revision of '%s' has the tag %s, which If-Match does not list"
                                    .formatted(name, tag))
                            .orElse("If-Match is given, but there is no topology named '%s'".formatted(name)));
        }
        if (noneMatch.filter(tags -> includes(tags, current)).isPresent()) {
            throw new PreconditionFailedException(
                    "the current revision of '%s' has a tag that If-None-Match excludes".formatted(name));
        }
    }

    private static boolean includes(Set<String> tags, Optional<RevisionTag> current) {
        return current.filter(tag -> tags.contains(ANY) || tags.contains(tag.text()))
                .isPresent();
    }
}
