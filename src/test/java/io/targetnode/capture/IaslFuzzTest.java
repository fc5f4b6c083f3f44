package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class IaslFuzzTest {

    private static final byte[] BEGINNING =
            "[000h 0000   4] Signature : \"SRAT\"\n".getBytes(StandardCharsets.US_ASCII);

    @FuzzTest
    void anyBytesBehindAFirstFieldAreReadOrRefused(byte[] bytes) {
        byte[] text = new byte[BEGINNING.length + bytes.length];
        System.arraycopy(BEGINNING, 0, text, 0, BEGINNING.length);
        System.arraycopy(bytes, 0, text, BEGINNING.length, bytes.length);
        try {
            AcpiDump dump = AcpiDump.parse(text);
            AcpiDump.KEPT.forEach(dump::table);
        } catch (CaptureException refused) {
            // Any other exception is a bug.
        }
    }
}
