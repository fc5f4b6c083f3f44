package io.targetnode.api.problem;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Serves the pages that the {@code type} of a problem links to. */
@Hidden
@RestController
@RequestMapping(path = "/problems", produces = MediaType.TEXT_HTML_VALUE)
class ProblemPages {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s - targetnode</title>
            <style>body{font:16px/1.5 sans-serif;max-width:42em;margin:2em auto;padding:0 1em}</style>
            </head>
            <body>
            <h1>%1$s</h1>
            %2$s
            </body>
            </html>
            """;

    @GetMapping
    String index() {
        String items =
                Arrays.stream(ProblemType.values()).map(ProblemPages::item).collect(Collectors.joining("\n"));
        return PAGE.formatted("Problems", "<ul>\n" + items + "\n</ul>");
    }

    @GetMapping("/{slug}")
    String page(@PathVariable String slug) {
        ProblemType type = ProblemType.ofSlug(slug)
                .orElseThrow(() -> ProblemException.at(
                        ProblemType.NOT_FOUND, "slug", "no problem has this name; /problems lists all of them"));
        String text = """
                <p>Status %d, type <code>%s</code>.</p>
                <h2>What it means</h2>
                <p>%s</p>
                <h2>What to do</h2>
                <p>%s</p>
                <p><a href="/problems">All problems</a></p>""".formatted(type.status(), escape(type.path()), escape(type.meaning()), escape(type.remedy()));
        return PAGE.formatted(escape(type.title()), text);
    }

    private static String item(ProblemType type) {
        return "<li><a href=\"%s\">%s</a> (%d): %s</li>"
                .formatted(escape(type.path()), escape(type.title()), type.status(), escape(type.meaning()));
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
