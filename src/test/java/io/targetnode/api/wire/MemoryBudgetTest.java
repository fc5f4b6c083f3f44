package io.targetnode.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.api.problem.ProblemException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What many large requests may take together, and who asks for it. */
class MemoryBudgetTest {

    private static final int MIB = 1 << 20;

    private final MemoryBudget budget = new MemoryBudget(4 * MIB, 0);

    @Test
    void whatIsTakenIsGoneUntilItIsGivenBack() {
        MemoryBudget.Grant grant = budget.take(3 * MIB);
        assertThatThrownBy(() -> budget.take(2 * MIB))
                .isInstanceOf(ProblemException.class)
                .hasMessage("Other large requests are being read; this one did not get its turn within 0 seconds.");
        assertThat(budget.takeIfFree(2 * MIB)).isEmpty();
        grant.close();
        budget.take(2 * MIB).close();
        assertThat(budget.takeIfFree(2 * MIB)).isPresent();
    }

    @Test
    void aRequestForMoreThanThereIsGetsAllThereIs() {
        MemoryBudget.Grant all = budget.take(1L << 50);
        assertThat(budget.takeIfFree(1)).isEmpty();
        all.close();
        assertThat(budget.takeIfFree(1)).isPresent();
    }

    @Test
    void aLargeBodyIsRefusedWhileThereIsNoMemoryAndASmallOneIsNot() throws Exception {
        budget.take(4 * MIB);
        assertThat(statusOf(request("PUT", "/api/v1/topologies/a", "application/json", 100_000)))
                .isEqualTo(503);
        assertThat(statusOf(request("PUT", "/api/v1/topologies/a", "application/json", 60_000)))
                .isEqualTo(200);
        assertThat(statusOf(request("POST", "/api/v1/topologies/a/lookup", "application/json", 100_000)))
                .isEqualTo(503);
        assertThat(statusOf(request("POST", "/api/v1/topologies/a/lookup", "text/plain", 100_000)))
                .as("a stream")
                .isEqualTo(200);
        assertThat(statusOf(request("PUT", "/api/v1/topologies/lookup", "text/plain", 100_000)))
                .as("no stream")
                .isEqualTo(503);
        assertThat(statusOf(request("GET", "/api/v1/topologies", "application/json", 100_000)))
                .isEqualTo(200);
    }

    @Test
    void aBodyOfUnknownLengthCountsAsTheLongest() throws Exception {
        MockHttpServletRequest chunked = new MockHttpServletRequest("POST", "/api/v1/replay");
        assertThat(statusOf(chunked)).isEqualTo(200);
        budget.take(MIB);
        assertThat(statusOf(chunked)).isEqualTo(503);
    }

    @Test
    void theMemoryIsFreeAgainWhenTheRequestIsDone() throws Exception {
        MockHttpServletRequest large = request("PUT", "/api/v1/topologies/a", "application/json", 100_000);
        assertThat(statusOf(large)).isEqualTo(200);
        assertThat(budget.takeIfFree(4 * MIB)).isPresent();
    }

    /** 200 if the request reaches what comes behind the filter. */
    private int statusOf(MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        AtomicReference<Exception> problem = new AtomicReference<>();
        LargeBodies filter = new LargeBodies(budget, new UploadLimit(MIB / 4), (req, res, handler, e) -> {
            problem.set(e);
            res.setStatus(503);
            return null;
        });
        filter.doFilter(request, response, (req, res) -> {});
        if (problem.get() != null) {
            assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        }
        return response.getStatus();
    }

    private static MockHttpServletRequest request(String method, String path, String type, int length) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setContentType(type);
        request.setContent(new byte[length]);
        return request;
    }
}
