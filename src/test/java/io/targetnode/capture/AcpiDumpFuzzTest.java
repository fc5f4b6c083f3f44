package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;

class AcpiDumpFuzzTest {

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            AcpiDump dump = AcpiDump.parse(bytes);
            AcpiDump.STORED.forEach(dump::table);
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
        }
    }
}
