package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.kernel.NotModelledException;
import io.targetnode.topology.Upload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPlatformTest {

    @SuppressWarnings("InlineFormatString") // the log of the machine under test
    private static final String LOG = """
            [    0.000000] Linux version %s (b@h) (gcc) #1 SMP
            [    0.000000] Early memory node ranges
            [    0.000000]   node   0: [mem 0x0000000000000000-0x00000001ffffffff]
            [    0.000000] Initmem setup node 0 [mem 0x0000000000000000-0x00000001ffffffff]
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6.12.9-300.fc41.s390x",
                "5.14.0-570.el9.ppc64le",
                "6.12.9-powerpc64le",
                "6.6.31+rpt-rpi-v7",
                "6.1.0-28-armmp-lpae",
                "6.1.0-28-rt-686-pae"
            })
    void theReleaseOfAnotherArchitectureIsRefused(String release) {
        assertThatThrownBy(() -> read(release))
                .isInstanceOf(NotModelledException.class)
                .hasMessageContaining(release);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.12.9", "6.12.9-686.fc41.x86_64", "6.12.0-v7patches", "6.8.0-386-generic"})
    void otherReleasesAreRead(String release) {
        assertThat(read(release).machine().kernel()).isPresent();
    }

    private static Upload read(String release) {
        return new FieldUpload().with(FieldUpload.text(LOG.formatted(release))).read();
    }
}
