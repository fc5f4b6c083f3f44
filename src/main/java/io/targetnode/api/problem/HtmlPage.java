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
            <link rel="stylesheet" href="%3$s/page.css">
            </head>
            <body>
            <header class="top">
            <a class="brand" href="%3$s/">targetnode</a>
            <nav aria-label="Pages">
            <a href="%3$s/">Open</a>
            <a href="%3$s/#/stored">Stored</a>
            <a href="%3$s/#/kernels">Kernels</a>
            <a href="%3$s/swagger-ui.html">API</a>
            <a href="%3$s/findings">Findings</a>
            <a href="%3$s/problems">Errors</a>
            <a href="%3$s/#/docs">Docs</a>
            </nav>
            </header>
            <main class="article">
            <h1>%1$s</h1>
            %2$s
            </main>
            </body>
            </html>
            """;

    private HtmlPage() {}

    /** @param content HTML in which the texts are escaped; its links begin with the context path */
    static String of(HttpServletRequest request, String title, String content) {
        return PAGE.formatted(escape(title), content, escape(request.getContextPath()));
    }

    /**
     * An entry of a catalogue, with a page of its own.
     *
     * @param path the path of the page
     * @param title the heading
     * @param note what identifies it to a client, such as an id
     * @param meaning what it means, in sentences
     * @param remedy what to do, in sentences
     */
    record Entry(String path, String title, String note, String meaning, String remedy) {}

    /** The list of the entries of a catalogue. */
    static String index(HttpServletRequest request, String title, List<Entry> entries) {
        String items = entries.stream()
                .map(entry -> "<li><a href=\"%s\">%s</a> (%s): %s</li>"
                        .formatted(
                                escape(request.getContextPath() + entry.path()),
                                escape(entry.title()),
                                escape(entry.note()),
                                linked(request, entry.meaning())))
                .collect(Collectors.joining("\n"));
        return of(request, title, "<ul>\n" + items + "\n</ul>");
    }

    /** The page of an entry of a catalogue. */
    static String of(HttpServletRequest request, Entry entry) {
        String text = """
                <p>%s</p>
                <h2>What it means</h2>
                <p>%s</p>
                <h2>What to do</h2>
                <p>%s</p>""".formatted(escape(entry.note()), escape(entry.meaning()), escape(entry.remedy()));
        return of(request, entry.title(), text);
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

    /** A text that may cite a section of the kernel's rules. */
    private static String linked(HttpServletRequest request, String text) {
        return escape(text)
                .replace(
                        "kernel-rules",
                        "<a href=\"%s/#/docs/kernel-rules.md\">kernel-rules</a>"
                                .formatted(escape(request.getContextPath())));
    }

    static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
