package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewestFirstTest {

    private static final String BANNER = "[    0.000000] Linux version 6.12.0 (a) (b)\n";

    private static String inOrder(String log) {
        return new String(NewestFirst.inOrder(log.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aReversedLogGetsTheOrderOfTheKernel() {
        assertThat(inOrder("c\nCommand line: ro\n" + BANNER)).isEqualTo(BANNER + "Command line: ro\nc\n");
        assertThat(inOrder("c\n" + BANNER + "Booting Linux on physical CPU 0x0000000000 [0x411fd070]\n"))
                .isEqualTo("Booting Linux on physical CPU 0x0000000000 [0x411fd070]\n" + BANNER + "c\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Command line: ro\n",
                BANNER,
                BANNER + "[    0.000000] Command line: ro\n",
                BANNER + "Command line: ro\n" + BANNER + "Command line: ro\n",
                "[    9.000000] c\n$ cat /proc/version\nLinux version 6.12.0 (a) (b)\n"
            })
    void anyOtherTextIsTheSame(String text) {
        assertThat(inOrder(text)).isEqualTo(text);
    }
}
