package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;

import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;

class BatchStreamsTest {

    @Test
    void aStreamAboveTheLimitIsRefused() throws IOException {
        BatchStreams streams = new BatchStreams(
                new MemoryBudget(1 << 20, 0),
                new HandlerExceptionResolverComposite(),
                2,
                Duration.ZERO,
                MinimumRate.NONE);
        open(streams);
        open(streams);
        assertThat(streams.count()).isEqualTo(2);
        assertThatThrownBy(() -> open(streams))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.BUSY))
                .hasMessage("All 2 streams of addresses are in use.");
    }

    @Test
    void aRefusalHasNoHeadersOfTheAnswer() {
        BatchStreams streams = new BatchStreams(
                new MemoryBudget(1 << 20, 0),
                new HandlerExceptionResolverComposite(),
                0,
                Duration.ZERO,
                MinimumRate.NONE);
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setContentLengthLong(4);
        response.addHeader("Targetnode-Revision", "1");
        assertThatThrownBy(() -> streams.openOrRefuse(new MockHttpServletRequest(), response, codec()))
                .isInstanceOf(ProblemException.class);
        assertThat(response.getHeaderNames()).isEmpty();
    }

    @Test
    void aStreamThatCannotStartHoldsNoPermit() {
        BatchStreams streams = new BatchStreams(
                new MemoryBudget(1 << 20, 0),
                new HandlerExceptionResolverComposite(),
                1,
                Duration.ZERO,
                MinimumRate.NONE);
        MockHttpServletRequest notAsynchronous = new MockHttpServletRequest();
        assertThatThrownBy(() -> streams.openOrRefuse(notAsynchronous, new MockHttpServletResponse(), codec()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(streams.count()).isZero();
    }

    /** The container makes its first calls in the order in which the listeners are set. */
    @Test
    void theWriteListenerIsSetBeforeTheReadListener() throws IOException {
        HttpServletRequest request = mock(HttpServletRequest.class, RETURNS_DEEP_STUBS);
        HttpServletResponse response = mock(HttpServletResponse.class, RETURNS_DEEP_STUBS);
        ServletInputStream in = request.getInputStream();
        ServletOutputStream out = response.getOutputStream();
        new BatchStreams(
                        new MemoryBudget(1 << 20, 0),
                        new HandlerExceptionResolverComposite(),
                        1,
                        Duration.ZERO,
                        MinimumRate.NONE)
                .openOrRefuse(request, response, codec());
        InOrder calls = inOrder(in, out);
        calls.verify(out).setWriteListener(any());
        calls.verify(in).setReadListener(any());
    }

    private static void open(BatchStreams streams) throws IOException {
        streams.openOrRefuse(
                mock(HttpServletRequest.class, RETURNS_DEEP_STUBS),
                mock(HttpServletResponse.class, RETURNS_DEEP_STUBS),
                codec());
    }

    private static OctetBatch codec() {
        return new OctetBatch(Resolvers.of(0), new AddressUnit(0));
    }
}
