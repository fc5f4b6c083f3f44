package io.targetnode.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;

class JsonDocumentFuzzTest {

    @FuzzTest
    void documentsLieInTheTextInOrder(byte[] bytes) {
        int[] last = new int[2];
        JsonDocument.forEachIn(bytes, document -> {
            if (document.start() < last[0] || document.end() <= document.start() || document.line() < last[1]) {
                throw new IllegalStateException("documents overlap");
            }
            last[0] = document.end();
            last[1] = document.line();
            document.format();
        });
        CaptureFormat.allIn(bytes);
    }
}
