package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PlainTextFuzzTest {

    @FuzzTest
    void anyBytesAreUnwrappedToAboutTheirSizeAtMost(byte[] bytes) {
        byte[] plain = PlainText.of(bytes);

        // UTF-16 of ASCII shrinks, other characters grow by half; each record of JSON gains a line feed; in a log of
        // several
        // machines, each line of 10 characters or more gets a tag of up to 19.
        assertThat(plain.length).isLessThanOrEqualTo(3 * bytes.length + 2);
        CaptureFormat.of(bytes);
    }
}
