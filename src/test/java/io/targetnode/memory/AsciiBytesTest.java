package io.targetnode.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AsciiBytesTest {

    @Test
    void numbersOfEachLengthAreWrittenAsTheyArePrinted() throws IOException {
        AsciiBytes out = new AsciiBytes(0);
        StringBuilder expected = new StringBuilder();
        SplittableRandom random = new SplittableRandom(1);
        for (int shift = 0; shift < Long.SIZE; shift++) {
            for (long address : new long[] {0, -1L >>> shift, 1L << shift, random.nextLong() >>> shift}) {
                int node = (int) (address >>> 33);
                out.appendAddress(address).appendNode(node).appendNode(-1);
                expected.append(Address.print(address)).append(node).append(-1);
            }
        }
        assertThat(written(out)).isEqualTo(expected.toString());
    }

    @Test
    void severalNodesAreWrittenLikeSingleNodes() throws IOException {
        int[] nodes = new SplittableRandom(2).ints(10_000, -1, 1024).toArray();
        nodes[0] = Integer.MAX_VALUE;
        AsciiBytes out = new AsciiBytes(1);
        out.append(AsciiBytes.of("[")).appendNodes(nodes, 0, 7_000, ';').appendNodes(nodes, 7_001, nodes.length, ';');
        assertThat(written(out))
                .isEqualTo(IntStream.range(0, nodes.length)
                        .filter(i -> i != 7_000)
                        .mapToObj(i -> nodes[i] + ";")
                        .collect(Collectors.joining("", "[", "")));
    }

    @Test
    void theArrayGrowsWithTheText() throws IOException {
        AsciiBytes out = new AsciiBytes(3);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            String word = "x".repeat(i % 7) + ",";
            out.append(AsciiBytes.of(word)).appendNode(i);
            expected.append(word).append(i);
        }
        assertThat(written(out)).isEqualTo(expected.toString());
        out.clear();
        assertThat(written(out.appendNode(3))).isEqualTo("3");
    }

    /** Checks that all three outputs have the same bytes. */
    private static String written(AsciiBytes text) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        text.writeTo(stream);
        ByteBuffer buffer = ByteBuffer.allocate(text.length());
        text.writeTo(buffer);
        assertThat(text.toByteArray()).isEqualTo(stream.toByteArray()).isEqualTo(buffer.array());
        return stream.toString(StandardCharsets.US_ASCII);
    }
}
