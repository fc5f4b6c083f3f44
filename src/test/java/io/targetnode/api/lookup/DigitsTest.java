package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DigitsTest {

    /** Every byte at every place of a run, digits before and behind it. */
    @Test
    void aRunOfHexadecimalDigitsEndsAtTheFirstByteThatIsNone() {
        SplittableRandom random = new SplittableRandom(4);
        for (int place = 0; place < Digits.HEX_RUN; place++) {
            for (int b = 0; b < 256; b++) {
                byte[] text = "xx0123456789abcdefABCDEF".getBytes(StandardCharsets.US_ASCII);
                int at = 2 + random.nextInt(14);
                text[at + place] = (byte) b;
                assertRun(text, at);
            }
        }
    }

    @Test
    void runsOfAnyBytesAreReadAsDigitByDigit() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] alphabet = "0123456789abcdefABCDEF\n\"g@/:`G".getBytes(StandardCharsets.US_ASCII);
        byte[] text = new byte[Digits.HEX_RUN];
        for (int round = 0; round < 200_000; round++) {
            for (int i = 0; i < text.length; i++) {
                text[i] = alphabet[random.nextInt(alphabet.length)];
            }
            assertRun(text, 0);
        }
    }

    private static void assertRun(byte[] text, int at) {
        long value = 0;
        int digits = 0;
        while (digits < Digits.HEX_RUN && Digits.hex(text[at + digits]) >= 0) {
            value = value << 4 | Digits.hex(text[at + digits++]);
        }
        if (Digits.hexRun(text, at) != ((long) digits << 32 | value)) {
            assertThat(Digits.hexRun(text, at))
                    .as(new String(text, at, Digits.HEX_RUN, StandardCharsets.ISO_8859_1))
                    .isEqualTo((long) digits << 32 | value);
        }
    }
}
