package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.targetnode.api.body.MemoryBudget;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;

class BatchPiecesTest {

    private final AddressLines lines = new AddressLines(Resolvers.of(0), new AddressUnit(0));
    private final AtomicReference<WaitingAnswers> answers = new AtomicReference<>();

    /** Each answer is eight times as long as its line. */
    @Test
    void emptyLinesThatArriveTogetherAreAnsweredOnlyWhileMemoryIsFree() throws IOException {
        HttpServletRequest request = mock(HttpServletRequest.class, RETURNS_DEEP_STUBS);
        HttpServletResponse response = mock(HttpServletResponse.class, RETURNS_DEEP_STUBS);
        ServletInputStream body = emptyLines();
        when(request.getInputStream()).thenReturn(body);
        BatchStreams streams = new BatchStreams(
                new MemoryBudget(1 << 20, 0),
                new HandlerExceptionResolverComposite(),
                1,
                Duration.ZERO,
                MinimumRate.NONE);
        new BatchStream(streams, request, response, codec()).onDataAvailable();
        assertThat(bytes(answers.get())).isBetween(BatchStreams.BLOCK_BYTES, 4 * BatchStreams.BLOCK_BYTES);
    }

    private BatchCodec codec() {
        return new BatchCodec() {
            @Override
            public void accept(byte[] bytes, int from, int to, WaitingAnswers out) {
                answers.set(out);
                lines.accept(bytes, from, to, out);
            }

            @Override
            public void end(WaitingAnswers out) {
                lines.end(out);
            }
        };
    }

    private static ServletInputStream emptyLines() throws IOException {
        ServletInputStream in = mock(ServletInputStream.class);
        when(in.isReady()).thenReturn(true);
        when(in.read(any(byte[].class))).thenAnswer(call -> {
            byte[] buffer = call.getArgument(0);
            Arrays.fill(buffer, (byte) '\n');
            return buffer.length;
        });
        return in;
    }

    private static int bytes(WaitingAnswers answers) {
        int bytes = 0;
        while (!answers.isEmpty()) {
            ByteBuffer block = answers.take();
            bytes += block.remaining();
            answers.reuse(block);
        }
        return bytes;
    }
}
