package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumactlTest {

    private static Numactl parse(String text) {
        return Numactl.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void onlySizesOfNodesAreRead() {
        assertThat(parse("""
                        available: 2 nodes (0-1)
                        node 0 cpus: 0 1 2
                        node 0 size: 962 MB
                        node 0 free: 900 MB
                        node 1 cpus:
                        node 1 size: 0 MB
                        node 2 size: <not available>
                        node 0 size: 962 MB
                        node distances:
                        """).nodeMebibytes()).hasToString("{0=962, 1=0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|numactl: no line like 'node 0 size: 962 MB' was found; give the output of 'numactl -H'",
                "No NUMA support available on this system.|numactl: no line like",
                "node 65536 size: 1 MB|numactl, line 1: node 65536 is out of range; node numbers are below 65,536",
            })
    void aTextWithoutReadableSizesIsRefused(String text, String message) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse(text))
                .withMessageStartingWith(message);
    }

    @Test
    void twoSizesOfANodeAreRefused() {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse("node 0 size: 1 MB\nnode 0 size: 2 MB"))
                .withMessage("numactl, line 2: a second, different size of node 0; give the output of a single run");
    }
}
