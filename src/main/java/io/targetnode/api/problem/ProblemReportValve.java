package io.targetnode.api.problem;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders what Tomcat refuses before this service sees it: a request line or header that is malformed or too long, a path
 * that cannot be decoded. Tomcat makes it by its class name.
 */
public final class ProblemReportValve extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;
    /** Tomcat's answer to a Transfer-Encoding that it does not know: it is the client's fault all the same. */
    private static final int NOT_IMPLEMENTED = 501;

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        if (response.getStatus() == NOT_IMPLEMENTED) {
            response.setStatus(FIRST_ERROR);
        }
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemType type = ProblemType.ofStatus(status);
        Problem problem = Problem.of(type, status, type.meaning(), "", List.of());
        try {
            response.setContentType(Problem.MEDIA_TYPE + ";charset=utf-8");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(JsonMapper.shared().writeValueAsString(problem));
                response.finishResponse();
            }
        } catch (IOException e) {
            // The client is gone: nobody is there to be told.
            container.getLogger().debug("no problem sent", e);
        }
    }
}
