package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewrappedLogTest {

    private static final String LOG = """
            [    0.000000] Linux version 6.12.0 (builder@host) (gcc 14)
            [    0.000000] Command line: root=/dev/vda ro console=ttyS0
            [    0.000000] BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable
            [    0.000000] BIOS-e820: [mem 0x0000000000100000-0x000000007fffffff] usable
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                LOG,
                "word\nanother word\n",
                "[    0.000000] Linux version 6.12.0 (builder@host) (gcc 14)\nother\n",
                "[    0.000000] Linux version 6.12.0 (builder@host) (gcc 14)\n\nother lines of another program\n"
            })
    void otherTextsAreTheSame(String text) {
        assertThat(RewrappedLog.restore(text)).isEqualTo(text);
    }
}
