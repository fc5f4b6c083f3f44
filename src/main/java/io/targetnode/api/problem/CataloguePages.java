package io.targetnode.api.problem;

import io.swagger.v3.oas.annotations.Hidden;
import io.targetnode.analysis.audit.FindingType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the pages that the {@code type} of a problem and the {@code link} of a finding lead to. */
@Hidden
@RestController
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
class CataloguePages {

    private static final List<HtmlPage.Entry> PROBLEMS = Stream.of(ProblemType.values())
            .map(type -> new HtmlPage.Entry(
                    type.path(),
                    type.title(),
                    "status %d, %s".formatted(type.status(), type.path()),
                    type.meaning(),
                    type.remedy()))
            .toList();

    private static final List<HtmlPage.Entry> FINDINGS = Stream.of(FindingType.values())
            .map(type -> new HtmlPage.Entry(type.path(), type.title(), type.id(), type.meaning(), type.remedy()))
            .toList();

    @GetMapping("/problems")
    String problems(HttpServletRequest request) {
        return HtmlPage.index(request, "Errors of the API", PROBLEMS);
    }

    @GetMapping("/problems/{slug}")
    String problem(@PathVariable String slug, HttpServletRequest request) {
        return page("/problems", slug, PROBLEMS, request);
    }

    @GetMapping("/findings")
    String findings(HttpServletRequest request) {
        return HtmlPage.index(request, "Findings", FINDINGS);
    }

    @GetMapping("/findings/{id}")
    String finding(@PathVariable String id, HttpServletRequest request) {
        return page("/findings", id, FINDINGS, request);
    }

    private static String page(String index, String id, List<HtmlPage.Entry> entries, HttpServletRequest request) {
        return entries.stream()
                .filter(entry -> entry.path().equals(index + "/" + id))
                .findFirst()
                .map(entry -> HtmlPage.of(request, entry))
                .orElseThrow(() -> ProblemException.at(
                        ProblemType.NOT_FOUND, "id", "nothing has this id; %s lists all of them".formatted(index)));
    }
}
