package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.targetnode.topology.intake.JsonTree;

class LsmemFuzzTest {

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            Lsmem.parse(JsonTree.read(Lsmem.SOURCE, bytes, Lsmem::reads));
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
        }
    }
}
