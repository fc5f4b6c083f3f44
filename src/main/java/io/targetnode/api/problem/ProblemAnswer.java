package io.targetnode.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The answer with a problem: JSON for programs, a page for browsers. */
final class ProblemAnswer {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private ProblemAnswer() {}

    /** The headers of the answer that a controller had begun, which describe that answer or let clients store it. */
    private static final List<String> BEGUN = List.of(
            HttpHeaders.ETAG,
            HttpHeaders.CACHE_CONTROL,
            HttpHeaders.CONTENT_DISPOSITION,
            HttpHeaders.CONTENT_LOCATION,
            HttpHeaders.LOCATION,
            "Content-Security-Policy");

    /** @param headers further headers of the answer */
    static ResponseEntity<Object> of(
            HttpServletRequest request, HttpServletResponse begun, Problem problem, HttpHeaders headers) {
        BEGUN.forEach(header -> begun.setHeader(header, null));
        boolean isPage = HtmlPage.isPreferred(request);
        ResponseEntity.BodyBuilder response = ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(isPage ? HTML : MediaType.APPLICATION_PROBLEM_JSON);
        if (isPage) {
            PageHeaders.HEADERS.forEach(response::header);
        }
        return response.body(isPage ? HtmlPage.of(request, problem) : problem);
    }
}
