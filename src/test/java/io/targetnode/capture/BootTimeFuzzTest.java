package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;

class BootTimeFuzzTest {

    @FuzzTest
    void anyBytesHaveATimeOrNone(byte[] bytes) {
        BootTime.of(bytes);
    }
}
