package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class IaslFuzzTest {

    private static final byte[] FIRST_FIELD =
            "[000h 0000   4] Signature : \"SRAT\"\n".getBytes(StandardCharsets.US_ASCII);

    @FuzzTest
    void anyBytesAfterAFirstFieldAreReadOrRefused(byte[] bytes) {
        byte[] text = new byte[FIRST_FIELD.length + bytes.length];
        System.arraycopy(FIRST_FIELD, 0, text, 0, FIRST_FIELD.length);
        System.arraycopy(bytes, 0, text, FIRST_FIELD.length, bytes.length);
        try {
            AcpiDump dump = AcpiDump.parse(text);
            AcpiDump.STORED.forEach(dump::table);
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
        }
    }
}
