package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.targetnode.topology.intake.JsonTree;

class CxlListFuzzTest {

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            CxlList.parse(JsonTree.read(CxlList.SOURCE, bytes, CxlList::reads));
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
        }
    }
}
