package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class HexDumpFuzzTest {

    private static final byte[] FIRST_ROW =
            "00000000: 5352 4154 3000 0000 0107 424f 4348 5320\n".getBytes(StandardCharsets.US_ASCII);

    @FuzzTest
    void anyBytesAfterAFirstRowAreReadOrRefused(byte[] bytes) {
        byte[] text = new byte[FIRST_ROW.length + bytes.length];
        System.arraycopy(FIRST_ROW, 0, text, 0, FIRST_ROW.length);
        System.arraycopy(bytes, 0, text, FIRST_ROW.length, bytes.length);
        try {
            AcpiDump dump = AcpiDump.parse(text);
            AcpiDump.STORED.forEach(dump::table);
        } catch (CaptureException refused) {
            // A refusal. Any other exception is a bug.
        }
    }
}
