package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeOptionsTest {

    @ParameterizedTest
    @CsvSource({
        "maxcpus=1,1",
        "quiet maxcpus=0,1",
        "nosmp,1",
        "nr_cpus=12 maxcpus=3,3",
        "maxcpus=3 nr_cpus=2,2",
        "maxcpus=x nr_cpus=4,4",
        "maxcpus=12345678901 nr_cpus=4,4"
    })
    void theSmallestLimitOfProcessorsCounts(String commandLine, int most) {
        assertThat(NodeOptions.of(commandLine)).isEqualTo(new NodeOptions(false, OptionalInt.of(most)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "quiet", "maxcpus=", "xmaxcpus=1", "-- maxcpus=1 numa=nohmat", "nosmp=1", "numa=off"})
    void otherWordsDoNotCount(String commandLine) {
        assertThat(NodeOptions.of(commandLine)).isEqualTo(NodeOptions.NONE);
    }

    @Test
    void theHmatCanBeDisabled() {
        assertThat(NodeOptions.of("numa=nohmat")).isEqualTo(new NodeOptions(true, OptionalInt.empty()));
    }
}
