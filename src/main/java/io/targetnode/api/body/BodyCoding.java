package io.targetnode.api.body;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** The Content-Encoding of a body. */
public enum BodyCoding {
    NONE,
    GZIP,
    UNKNOWN;

    private static final Set<String> GZIP_NAMES = Set.of("gzip", "x-gzip");

    public static BodyCoding of(HttpServletRequest request) {
        String coding = String.join(",", Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)))
                .toLowerCase(Locale.ROOT);
        if (coding.isEmpty() || coding.equals("identity")) {
            return NONE;
        }
        return GZIP_NAMES.contains(coding) ? GZIP : UNKNOWN;
    }
}
