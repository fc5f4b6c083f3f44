package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PlainTextFuzzTest {

    @FuzzTest
    void anyBytesAreUnwrappedToAboutTheirSizeAtMost(byte[] bytes) {
        byte[] plain = PlainText.of(bytes);

        // UTF-16 of ASCII shrinks, other characters grow by half; each record of JSON gains a line feed.
        assertThat(plain.length).isLessThanOrEqualTo(2 * bytes.length + 2);
        CaptureFormat.of(bytes);
    }
}
