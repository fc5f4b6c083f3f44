package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.api.wire.MemoryBudget;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;

class BatchStreamsTest {

    @Test
    void oneStreamMoreThanThereIsRoomForIsRefused() throws IOException {
        BatchStreams streams =
                new BatchStreams(new MemoryBudget(1 << 20, 0), new HandlerExceptionResolverComposite(), 2);
        open(streams);
        open(streams);
        assertThat(streams.count()).isEqualTo(2);
        assertThatThrownBy(() -> open(streams))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.BUSY))
                .hasMessage("All 2 streams of addresses are taken.");
    }

    private static void open(BatchStreams streams) throws IOException {
        streams.open(
                mock(HttpServletRequest.class, RETURNS_DEEP_STUBS),
                mock(HttpServletResponse.class, RETURNS_DEEP_STUBS),
                new OctetBatch(Maps.of(0), new AddressUnit(0)));
    }
}
