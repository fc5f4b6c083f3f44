package io.targetnode.api.parameter;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * The types that the Accept header of a request names. A type with {@code q=0} is not accepted, even if a wildcard includes it; Spring
 * would only give it the lowest priority.
 */
public final class AcceptedTypes extends HeaderContentNegotiationStrategy {

    /** The types of all answers. */
    private static final List<MediaType> PRODUCED = MediaType.parseMediaTypes(
            "application/json, text/plain, text/csv, application/octet-stream, image/svg+xml, application/x-ndjson,"
                    + " application/sarif+json, application/x-tar, text/event-stream, text/html");

    @Override
    public List<MediaType> resolveMediaTypes(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
        List<MediaType> named = super.resolveMediaTypes(request);
        List<MediaType> refused =
                named.stream().filter(type -> type.getQualityValue() == 0).toList();
        return refused.isEmpty()
                ? named
                : named.stream()
                        .filter(type -> type.getQualityValue() > 0)
                        .flatMap(type -> withoutRefused(type, refused))
                        .toList();
    }

    private static Stream<MediaType> withoutRefused(MediaType type, List<MediaType> refused) {
        return type.isConcrete()
                ? Stream.of(type).filter(concrete -> refused.stream().noneMatch(concrete::equalsTypeAndSubtype))
                : PRODUCED.stream()
                        .filter(type::includes)
                        .filter(concrete -> refused.stream().noneMatch(no -> no.includes(concrete)));
    }
}
