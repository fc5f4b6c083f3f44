package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class KernelTableFuzzTest {

    @FuzzTest
    void anyTextHasARangeOrIsRefused(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            KernelRelease release = KernelRelease.parse(text);
            ReleaseRange range = KernelTable.rangeOf(release);
            assertThat(release.text()).isEqualTo(text);
            assertThat(KernelTable.BEHAVIOURS).contains(range.behaviour());
            assertThat(KernelTable.rangeOf(release.withVersionOf(release))).isEqualTo(range);
        } catch (UnknownKernelException e) {
            assertThat(e).hasMessageContaining("kernel");
        }
    }
}
