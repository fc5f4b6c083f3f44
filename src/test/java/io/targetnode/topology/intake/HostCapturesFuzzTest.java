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

    private static final int MOST = 1 << 20;

    @FuzzTest
    void anyBytesAreTakenApartOrRefused(byte[] bytes) {
        HostCaptures captures = new HostCaptures(HostCapturesFuzzTest::gunzip, HostCapturesFuzzTest::require, MOST);
        try {
            captures.add("body", bytes);
            captures.files(new Declaration(Optional.empty(), Optional.empty(), 1024), Map.of());
        } catch (UnusableFileException | ImpossibleMachineException | IOException | UncheckedIOException refused) {
            // Any other exception is a bug.
        }
    }

    private static void require(int bytes) {
        if (bytes > MOST) {
            throw new IllegalStateException("more is kept than may be: " + bytes);
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
