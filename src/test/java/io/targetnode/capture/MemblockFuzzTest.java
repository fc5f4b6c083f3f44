package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;

class MemblockFuzzTest {

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            Memblock.parse(bytes);
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
        }
    }
}
