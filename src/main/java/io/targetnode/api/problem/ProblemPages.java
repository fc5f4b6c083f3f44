package io.targetnode.api.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the pages that the {@code type} of a problem links to. */
@Hidden
@RestController
@RequestMapping(path = "/problems", produces = MediaType.TEXT_HTML_VALUE)
class ProblemPages {

    @GetMapping
    String index(HttpServletRequest request) {
        return HtmlPage.index(
                request,
                "Problems",
                Arrays.stream(ProblemType.values()).map(ProblemPages::entry).toList());
    }

    @GetMapping("/{slug}")
    String page(@PathVariable String slug, HttpServletRequest request) {
        ProblemType type = ProblemType.ofSlug(slug)
                .orElseThrow(() -> ProblemException.at(
                        ProblemType.NOT_FOUND, "slug", "no problem has this name; /problems lists all of them"));
        return HtmlPage.of(request, entry(type));
    }

    private static HtmlPage.Entry entry(ProblemType type) {
        return new HtmlPage.Entry(type.path(), type.title(), "status " + type.status(), type.meaning(), type.remedy());
    }
}
