package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;

class BootLogFuzzTest {

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            BootLog.parse(bytes);
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
        }
    }
}
