package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;

class SysfsFuzzTest {

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            Sysfs.parse(Map.of("nodes", bytes));
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
        }
    }
}
