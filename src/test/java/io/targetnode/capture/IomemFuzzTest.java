package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;

class IomemFuzzTest {

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            Iomem.parse(bytes);
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
        }
    }
}
