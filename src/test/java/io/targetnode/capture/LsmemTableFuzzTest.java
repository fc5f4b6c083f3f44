package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;

class LsmemTableFuzzTest {

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            Lsmem.parseTable(bytes);
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
        }
    }
}
