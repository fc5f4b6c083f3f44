package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.targetnode.memory.Address;
import io.targetnode.memory.MalformedAddressException;
import io.targetnode.resolve.TargetNodeResolver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressLinesTest {

    private static final AddressUnit BYTES = new AddressUnit(0);
    private static final TargetNodeResolver RESOLVER = Resolvers.of(0, 7, 1023);
    private static final String BODY = """
            0x10000000\n268435456\r\n\n\r\nnonsense\n0x\n0X1fFfFfFf\r\r\n-1\n18446744073709551616\n18446744073709551615\n\
            0x00000000000000000020000000\n00000000000000000000000536870912\n0x1 \n\0\n0x10000000""";

    @Test
    void theAnswersAreTheSameWhereverTheBodyIsCut() {
        byte[] body = BODY.getBytes(StandardCharsets.ISO_8859_1);
        String answers = expected(BODY, 0);
        assertThat(answers).startsWith("7\n7\ninvalid\ninvalid\n").endsWith("invalid\n7\n");
        for (int at = 0; at <= body.length; at++) {
            assertThat(text(CodecRun.cut(new AddressLines(RESOLVER, BYTES), body, at)))
                    .isEqualTo(answers);
        }
        assertThat(text(CodecRun.inBytes(new AddressLines(RESOLVER, BYTES), body)))
                .isEqualTo(answers);
    }

    @Test
    void linesAreParsedLikeEveryOtherAddress() {
        SplittableRandom random = new SplittableRandom(7);
        String alphabet = "0123456789abcdefABCDEFxX -.\u00e9";
        for (int round = 0; round < 2_000; round++) {
            String body = Stream.generate(() -> line(random, alphabet))
                    .limit(random.nextInt(1, 20))
                    .collect(Collectors.joining("\n"));
            byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
            for (int shift : new int[] {0, 12}) {
                assertThat(text(CodecRun.cut(
                                new AddressLines(RESOLVER, new AddressUnit(shift)),
                                bytes,
                                random.nextInt(bytes.length + 1))))
                        .as(body)
                        .isEqualTo(expected(body, shift));
            }
        }
    }

    @Test
    void moreLinesUseNoMoreMemory() throws IOException {
        allocated(1000);
        long few = allocated(1_000);
        long many = allocated(2_000_000);
        assertThat(many - few).isLessThan(64 << 10);
    }

    @Test
    void nodesOfAnyWidthArePrinted() throws IOException {
        for (int node : new int[] {0, 9, 10, 99, 100, 1023}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            InputStream lines = new ByteArrayInputStream("0\n0x1000".getBytes(StandardCharsets.US_ASCII));
            CodecRun.of(new AddressLines(Resolvers.of(node), BYTES), lines, out);
            assertThat(out).hasToString(node + "\n" + node + "\n");
        }
    }

    /** Numbers around the length that the fast path reads, and malformed lines. */
    private static String line(SplittableRandom random, String alphabet) {
        String prefix = random.nextBoolean() ? "" : random.nextBoolean() ? "0x" : "0X";
        String digits = prefix.isEmpty() ? "0123456789" : "0123456789abcdefABCDEF";
        String kind = random.nextInt(4) == 0 ? alphabet : digits;
        String text = random.ints(random.nextInt(24), 0, kind.length())
                .mapToObj(i -> kind.substring(i, i + 1))
                .collect(Collectors.joining());
        return prefix + text + (random.nextInt(3) == 0 ? "\r" : "");
    }

    private static String expected(String body, int shift) {
        StringBuilder answers = new StringBuilder();
        String[] lines = body.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean last = i == lines.length - 1;
            if (!last || !lines[i].isEmpty()) {
                answers.append(answer(
                                lines[i].endsWith("\r") ? lines[i].substring(0, lines[i].length() - 1) : lines[i],
                                shift))
                        .append('\n');
            }
        }
        return answers.toString();
    }

    private static String answer(String line, int shift) {
        try {
            long number = Address.parse(line);
            return number << shift >>> shift == number
                    ? String.valueOf(RESOLVER.targetNode(number << shift))
                    : "invalid";
        } catch (MalformedAddressException e) {
            return "invalid";
        }
    }

    private static String text(byte[] answers) {
        return new String(answers, StandardCharsets.US_ASCII);
    }

    private static long allocated(int times) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        CodecRun.of(
                new AddressLines(Resolvers.of(1), BYTES),
                new RepeatedLines("0x1000\nx\n", times),
                OutputStream.nullOutputStream());
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
