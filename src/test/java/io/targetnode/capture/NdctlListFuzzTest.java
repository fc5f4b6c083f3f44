package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.targetnode.topology.intake.JsonTree;

class NdctlListFuzzTest {

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            NdctlList.parse(JsonTree.read("ndctl", bytes, NdctlList::reads));
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
        }
    }
}
