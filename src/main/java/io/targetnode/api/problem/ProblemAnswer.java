package io.targetnode.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The answer with a problem: JSON for programs, a page for browsers. */
final class ProblemAnswer {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private ProblemAnswer() {}

    /** @param headers further headers of the answer */
    static ResponseEntity<Object> of(HttpServletRequest request, Problem problem, HttpHeaders headers) {
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
