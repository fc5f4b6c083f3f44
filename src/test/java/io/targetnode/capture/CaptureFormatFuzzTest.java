package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;

class CaptureFormatFuzzTest {

    @FuzzTest
    void anyBytesHaveAFormatOrNone(byte[] bytes) {
        CaptureFormat.of(bytes);
    }
}
