package io.targetnode.api.audit;

import io.swagger.v3.oas.annotations.Hidden;
import io.targetnode.analysis.audit.FindingType;
import io.targetnode.api.problem.HtmlPage;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.kernel.ApiNamed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the pages that the {@code link} of a finding leads to. */
@Hidden
@RestController
@RequestMapping(path = "/findings", produces = MediaType.TEXT_HTML_VALUE)
class FindingPages {

    @GetMapping
    String index(HttpServletRequest request) {
        return HtmlPage.index(
                request,
                "Findings",
                Arrays.stream(FindingType.values()).map(FindingPages::entry).toList());
    }

    @GetMapping("/{id}")
    String page(@PathVariable String id, HttpServletRequest request) {
        FindingType type = ApiNamed.find(FindingType.class, id)
                .orElseThrow(() -> ProblemException.at(
                        ProblemType.NOT_FOUND, "id", "no finding has this id; /findings lists all of them"));
        return HtmlPage.of(request, entry(type));
    }

    private static HtmlPage.Entry entry(FindingType type) {
        return new HtmlPage.Entry(type.path(), type.title(), "finding", type.meaning(), type.remedy());
    }
}
