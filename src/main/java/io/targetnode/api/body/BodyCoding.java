package io.targetnode.api.body;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** How the body of a request is packed. */
public enum BodyCoding {
    NONE,
    GZIP,
    UNKNOWN;

    private static final Set<String> GZIP_NAMES = Set.of("gzip", "x-gzip");

    /** What the request says. */
    public static BodyCoding of(HttpServletRequest request) {
        String coding = String.join(",", Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)))
                .toLowerCase(Locale.ROOT);
        if (coding.isEmpty() || coding.equals("identity")) {
            return NONE;
        }
        return GZIP_NAMES.contains(coding) ? GZIP : UNKNOWN;
    }

    /** The plain bytes of a body whose packed ones keep to the limit; to be closed. */
    static InputStream plain(HttpServletRequest request, UploadLimit limit) throws IOException {
        InputStream body = new TimelyBody(request.getInputStream(), limit);
        return of(request) == GZIP ? new GunzipStream(body) : body;
    }
}
