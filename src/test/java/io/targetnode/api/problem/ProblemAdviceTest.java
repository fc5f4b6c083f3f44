package io.targetnode.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.File;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.multipart.MultipartException;

class ProblemAdviceTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("PUT", "/api/v1/topologies/a");

    @Test
    void missingDiskSpaceIsNotReportedAsAFaultOfTheForm() {
        ResponseEntity<Object> answer = answerWithFreeBytes(300 << 10);
        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(String.valueOf(answer.getBody())).contains("The service currently has no disk space for a form");
    }

    @Test
    void aBodyThatIsNotAFormIsRefused() {
        ResponseEntity<Object> answer = answerWithFreeBytes(1L << 30);
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(String.valueOf(answer.getBody())).contains("The body is not a multipart form");
    }

    private ResponseEntity<Object> answerWithFreeBytes(long bytes) {
        request.getServletContext().setAttribute(ServletContext.TEMPDIR, new File("temporary") {
            @Override
            public long getUsableSpace() {
                return bytes;
            }
        });
        return Objects.requireNonNull(
                new ProblemAdvice().notAForm(new MultipartException("broken"), new ServletWebRequest(request)));
    }
}
