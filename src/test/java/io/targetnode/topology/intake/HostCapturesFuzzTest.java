package io.targetnode.topology.intake;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.targetnode.topology.ImpossibleMachineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

class HostCapturesFuzzTest {

    private static final int LIMIT = 1 << 20;

    @FuzzTest
    void anyBytesAreSplitIntoFilesOrRefused(byte[] bytes) {
        HostCaptures captures = new HostCaptures(HostCapturesFuzzTest::gunzip, HostCapturesFuzzTest::require, LIMIT);
        try {
            captures.add("body", bytes);
            captures.files(new Declaration(Optional.empty(), Optional.empty(), 1024), Map.of());
        } catch (UnusableFileException | ImpossibleMachineException | IOException | UncheckedIOException refused) {
            // A refusal. Any other exception is a bug.
        }
    }

    private static void require(int bytes) {
        if (bytes > LIMIT) {
            throw new IllegalStateException("more bytes are stored than the limit allows: " + bytes);
        }
    }

    private static InputStream gunzip(InputStream packed, String place) {
        try {
            return new GZIPInputStream(packed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
