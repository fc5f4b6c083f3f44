package io.targetnode.api.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Collectors;
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
        String items = Arrays.stream(ProblemType.values())
                .map(type -> item(request.getContextPath(), type))
                .collect(Collectors.joining("\n"));
        return HtmlPage.of(request, "Problems", "<ul>\n" + items + "\n</ul>");
    }

    @GetMapping("/{slug}")
    String page(@PathVariable String slug, HttpServletRequest request) {
        ProblemType type = ProblemType.ofSlug(slug)
                .orElseThrow(() -> ProblemException.at(
                        ProblemType.NOT_FOUND, "slug", "no problem has this name; /problems lists all of them"));
        String text = """
                <p>Status %d, type <code>%s</code>.</p>
                <h2>What it means</h2>
                <p>%s</p>
                <h2>What to do</h2>
                <p>%s</p>""".formatted(
                        type.status(),
                        HtmlPage.escape(type.path()),
                        HtmlPage.escape(type.meaning()),
                        HtmlPage.escape(type.remedy()));
        return HtmlPage.of(request, type.title(), text);
    }

    private static String item(String contextPath, ProblemType type) {
        return "<li><a href=\"%s\">%s</a> (%d): %s</li>"
                .formatted(
                        HtmlPage.escape(contextPath + type.path()),
                        HtmlPage.escape(type.title()),
                        type.status(),
                        HtmlPage.escape(type.meaning()));
    }
}
