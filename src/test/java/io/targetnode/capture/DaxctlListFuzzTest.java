package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.targetnode.topology.intake.JsonTree;

class DaxctlListFuzzTest {

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            DaxctlList.parse(JsonTree.read(DaxctlList.SOURCE, bytes, DaxctlList::reads));
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
        }
    }
}
