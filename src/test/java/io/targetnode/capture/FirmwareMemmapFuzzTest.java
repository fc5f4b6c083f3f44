package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;

class FirmwareMemmapFuzzTest {

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            FirmwareMemmap.parse(bytes);
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
        }
    }
}
