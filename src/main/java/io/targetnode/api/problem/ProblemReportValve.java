package io.targetnode.api.problem;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders a problem for a request that Tomcat itself refuses: its request line or a header is malformed or too long, or its path
 * cannot be decoded. Tomcat instantiates this class by name.
 */
public final class ProblemReportValve extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;
    /** Tomcat's statuses for an unknown Transfer-Encoding or HTTP version, which are faults of the client. */
    private static final Set<Integer> CLIENT_FAULTS = Set.of(501, 505);

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        if (CLIENT_FAULTS.contains(response.getStatus())) {
            response.setStatus(FIRST_ERROR);
        }
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemType type = ProblemType.ofStatus(status);
        Problem problem = Problem.of(type, status, type.meaning(), "", List.of());
        try {
            boolean isPage = HtmlPage.isPreferred(request);
            if (isPage) {
                PageHeaders.HEADERS.forEach(response::setHeader);
            }
            response.setContentType((isPage ? MediaType.TEXT_HTML_VALUE : Problem.MEDIA_TYPE) + ";charset=utf-8");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(
                        isPage
                                ? HtmlPage.of(request, problem)
                                : JsonMapper.shared().writeValueAsString(problem) + '\n');
                response.finishResponse();
            }
        } catch (IOException e) {
            // The client has disconnected.
            container.getLogger().debug("could not send the problem", e);
        }
    }
}
