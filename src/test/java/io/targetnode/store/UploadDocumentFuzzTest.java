package io.targetnode.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.targetnode.topology.Upload;
import java.nio.charset.StandardCharsets;

class UploadDocumentFuzzTest {

    @FuzzTest
    void anyTextIsDecodedAndReplayedOrRefused(byte[] bytes) {
        Upload upload;
        try {
            upload = UploadDocument.decode(new String(bytes, StandardCharsets.UTF_8));
        } catch (DamagedDocumentException refused) {
            // A refusal. Any other exception is a bug.
            return;
        }
        assertThat(UploadDocument.decode(UploadDocument.encode(upload))).isEqualTo(upload);
        Answers.of(upload);
    }
}
