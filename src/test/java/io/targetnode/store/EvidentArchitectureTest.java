package io.targetnode.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.Machine;
import io.targetnode.topology.Upload;
import io.targetnode.topology.service.Replayed;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that an earlier version stored for machines of other architectures, as x86-64. */
class EvidentArchitectureTest {

    private static final String DOCUMENT = GoldenUploads.SEED_SANDWICH.document();
    private static final String KERNEL = "[\"6.1.0-50-amd64\",\"6.1.176\"]";

    @ParameterizedTest
    @CsvSource({
        "6.12.9+bpo-arm64, ARM64, 4096, 16, PREFER_ONLINE",
        "6.12.118+deb13-arm64-16k, ARM64, 16384, 16, PREFER_RESERVED",
        "6.12.0-55.el10.aarch64+64k, ARM64, 65536, 64, PREFER_ONLINE",
        "6.8.12-arm64, ARM64, 4096, 16, STUB",
        "6.12.75-riscv64, RISCV64, 4096, 4, PREFER_RESERVED",
        "6.12.75-amd64, X86_64, 4096, 1024, PREFER_RESERVED",
        "6.12.75-generic, X86_64, 4096, 1024, PREFER_RESERVED"
    })
    void theNameOfTheKernelDecides(
            String kernel, Architecture architecture, int pageBytes, int maxNodes, LookupRule rule) {
        String version = kernel.replaceFirst("[-+].*", "").replaceFirst("\\.0$", "");
        Upload upload = UploadDocument.decode(DOCUMENT.replace(KERNEL, "[\"%s\",\"%s\"]".formatted(kernel, version)));
        Machine machine = upload.machine();
        assertThat(machine.inputs().platform().architecture()).isEqualTo(architecture);
        assertThat(machine.inputs().platform().pageBytes()).isEqualTo(pageBytes);
        assertThat(machine.inputs().maxNodes()).isEqualTo(maxNodes);
        assertThat(machine.isExact()).isEqualTo(architecture == Architecture.X86_64);
        assertThat(Replayed.of(upload)
                        .under(Optional.empty(), Optional.empty())
                        .choice()
                        .rule())
                .isEqualTo(rule);
    }

    @Test
    void aRestoredRevisionIsStoredInTheNewFormat() {
        String stored = DOCUMENT.replace(KERNEL, "[\"6.12.9+bpo-arm64\",\"6.12.9\"]");
        Upload upload = UploadDocument.decode(stored);
        String restored = UploadDocument.encode(upload);
        assertThat(restored).startsWith("{\"format\":4,").contains("\"architecture\":\"arm64\",\"pageBytes\":4096");
        assertThat(UploadDocument.decode(restored)).isEqualTo(upload);
    }

    @Test
    void aDescribedMachineStaysAsItWasDescribed() {
        String stored = GoldenUploads.MISSION.document().replace("[\"7.3\",\"7.3\"]", "[\"7.3-arm64\",\"7.3\"]");
        assertThat(UploadDocument.decode(stored).machine().inputs().platform().architecture())
                .isEqualTo(Architecture.X86_64);
    }
}
