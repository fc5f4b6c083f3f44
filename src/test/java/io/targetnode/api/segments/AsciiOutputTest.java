package io.targetnode.api.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.memory.Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AsciiOutputTest {

    @Test
    void numbersOfEachLengthAreWrittenAsTheyArePrintedElsewhere() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        AsciiOutput out = new AsciiOutput(written);
        StringBuilder expected = new StringBuilder();
        SplittableRandom random = new SplittableRandom(1);
        for (int shift = 0; shift < Long.SIZE; shift++) {
            for (long address : new long[] {0, -1L >>> shift, 1L << shift, random.nextLong() >>> shift}) {
                int node = (int) (address >>> 33);
                out.address(address);
                out.node(node);
                out.node(-1);
                expected.append(Address.print(address)).append(node).append(-1);
            }
        }
        out.end();
        assertThat(written.toString(StandardCharsets.US_ASCII)).isEqualTo(expected.toString());
    }

    @Test
    void nothingIsLostWhereTheBufferIsFull() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        AsciiOutput out = new AsciiOutput(written);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            String word = "x".repeat(i % 7) + ",";
            out.text(word.getBytes(StandardCharsets.US_ASCII));
            out.node(i);
            expected.append(word).append(i);
        }
        out.end();
        assertThat(written.toString(StandardCharsets.US_ASCII)).isEqualTo(expected.toString());
    }
}
