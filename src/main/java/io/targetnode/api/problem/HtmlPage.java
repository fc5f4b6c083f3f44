package io.targetnode.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.util.HtmlUtils;

/** A page for a person with a browser. Its links also work behind a proxy that serves the service under a prefix. */
final class HtmlPage {

    @SuppressWarnings("InlineFormatString") // the page is easier to read by itself
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="icon" href="%3$s/favicon.ico">
            <title>%1$s - targetnode</title>
            <style>body{font:16px/1.5 sans-serif;max-width:42em;margin:2em auto;padding:0 1em}</style>
            </head>
            <body>
            <h1>%1$s</h1>
            %2$s
            <p><a href="%3$s/">All calls</a> · <a href="%3$s/problems">All problems</a></p>
            </body>
            </html>
            """;

    private HtmlPage() {}

    /** @param content HTML in which the texts are escaped; its links begin with the context path */
    static String of(HttpServletRequest request, String title, String content) {
        return PAGE.formatted(escape(title), content, escape(request.getContextPath()));
    }

    /** A problem as a page. */
    static String of(HttpServletRequest request, Problem problem) {
        String errors = problem.errors().stream()
                .map(error -> "<li><code>%s</code> %s</li>".formatted(escape(error.pointer()), escape(error.detail())))
                .collect(Collectors.joining("\n"));
        String content = """
                <p>Status %d: %s</p>
                <ul>%s</ul>
                <p><a href="%s%s">What it means, and what to do</a></p>""".formatted(
                        problem.status(),
                        escape(problem.detail()),
                        errors,
                        escape(request.getContextPath()),
                        escape(problem.type()));
        return of(request, problem.title(), content);
    }

    /** Whether the client is a browser that shows the answer: it prefers HTML over JSON. */
    static boolean isPreferred(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
            return false;
        }
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accept);
            MimeTypeUtils.sortBySpecificity(types);
            return types.stream()
                    .filter(type -> type.getQualityValue() > 0 && type.isConcrete())
                    .findFirst()
                    .filter(MediaType.TEXT_HTML::equalsTypeAndSubtype)
                    .isPresent();
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
