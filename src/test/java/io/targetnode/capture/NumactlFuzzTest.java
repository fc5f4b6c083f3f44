package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;

class NumactlFuzzTest {

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            Numactl.parse(bytes);
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
        }
    }
}
