package io.targetnode.topology.intake;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.targetnode.capture.GzipException;
import io.targetnode.topology.ImpossibleMachineException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

class HostCapturesFuzzTest {

    private static final int LIMIT = 1 << 20;

    @FuzzTest
    void anyBytesAreSplitIntoFilesOrRefused(byte[] bytes) {
        HostCaptures captures = new HostCaptures(HostCapturesFuzzTest::require, LIMIT);
        try {
            captures.add("body", bytes);
            captures.files(new Declaration(Optional.empty(), Optional.empty(), 1024), Map.of());
        } catch (UnusableFileException | ImpossibleMachineException | GzipException | IOException refused) {
            // A refusal. Any other exception is a bug.
        }
    }

    private static void require(int bytes) {
        if (bytes > LIMIT) {
            throw new IllegalStateException("more is stored than the limit: " + bytes);
        }
    }
}
