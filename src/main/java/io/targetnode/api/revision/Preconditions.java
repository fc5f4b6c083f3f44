package io.targetnode.api.revision;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.topology.Precondition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/** Reads the preconditions of writes from If-Match and If-None-Match. The ETag of any read of the topology is accepted. */
public final class Preconditions {

    private final boolean required;

    /** @param required whether a write without a precondition is refused */
    public Preconditions(boolean required) {
        this.required = required;
    }

    /** @throws ProblemException if a header is malformed, or a required header is missing */
    public Precondition of(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
        if (required && ifMatch.isEmpty() && ifNoneMatch.isEmpty()) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_REQUIRED, ProblemType.PRECONDITION_REQUIRED.meaning(), List.of());
        }
        return new Precondition(
                ifMatch.map(header -> tags(HttpHeaders.IF_MATCH, header)),
                ifNoneMatch.map(header -> tags(HttpHeaders.IF_NONE_MATCH, header)));
    }

    private static Set<String> tags(String name, String header) {
        List<ETag> tags = ETag.parse(header);
        if (tags.isEmpty()) {
            throw ProblemException.parameter(name, "must be * or ETags in double quotes, as a read returns them");
        }
        return tags.stream().map(Preconditions::revisionTag).collect(Collectors.toSet());
    }

    /** A weak tag never matches: writes take strong tags only. */
    private static String revisionTag(ETag tag) {
        if (tag.isWildcard()) {
            return Precondition.ANY;
        }
        return tag.weak() ? tag.formattedTag() : EntityTags.revision(tag.tag());
    }
}
