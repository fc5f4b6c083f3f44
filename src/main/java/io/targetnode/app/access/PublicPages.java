package io.targetnode.app.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The pages that need no credential. */
final class PublicPages {

    /** Pages, and what they load. They hold no data and are the same in every copy of the jar. */
    private static final String[] PAGES = {
        "/",
        "/collect.sh",
        "/docs/**",
        "/examples/**",
        "/findings/**",
        "/problems/**",
        "/swagger-ui.html",
        "/swagger-ui/**",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml"
    };

    private static final String STATIC = "/static/";

    private PublicPages() {}

    /** @param files the files that the service serves as they are */
    static RequestMatcher among(Resource[] files) {
        return new OrRequestMatcher(Stream.concat(Stream.of(PAGES), paths(files))
                .map(path -> (RequestMatcher) PathPatternRequestMatcher.pathPattern(path))
                .toList());
    }

    private static Stream<String> paths(Resource[] files) {
        return Arrays.stream(files).filter(Resource::isReadable).map(PublicPages::path);
    }

    private static String path(Resource file) {
        try {
            String url = file.getURL().toString();
            return url.substring(url.lastIndexOf(STATIC) + STATIC.length() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
