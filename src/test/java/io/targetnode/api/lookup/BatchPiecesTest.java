package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.targetnode.api.body.BodyCoding;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.SpareGrant;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BatchPiecesTest {

    /** Each answer is eight times as long as its line. */
    @Test
    void emptyLinesThatArriveAtOnceAreAnsweredNoFasterThanThereIsRoom() throws IOException {
        StreamBuffers buffers = new StreamBuffers();
        WaitingAnswers answers = new WaitingAnswers(new SpareGrant(new MemoryBudget(1 << 20, 0)), buffers);
        ServletOutputStream takesNothing = mock(ServletOutputStream.class);
        new BatchStream(
                        new ArrivingBody(emptyLines(), BodyCoding.NONE, buffers),
                        new AddressLines(Resolvers.of(0), new AddressUnit(0)),
                        answers,
                        mock(AsyncContext.class),
                        new IdleLimit(mock(AsyncContext.class), Duration.ZERO),
                        takesNothing,
                        fault -> {},
                        () -> {},
                        () -> {})
                .onDataAvailable();
        assertThat(bytes(answers)).isBetween(StreamBuffers.BLOCK_BYTES, 4 * StreamBuffers.BLOCK_BYTES);
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
