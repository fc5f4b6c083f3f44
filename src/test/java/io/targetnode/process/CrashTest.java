package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.targetnode.api.Api;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service on the embedded store, killed with SIGKILL repeatedly during concurrent writes. No acknowledged upload is
 * lost or incomplete, and each start is clean. {@code mvn -Pcrash test} kills 200 times.
 */
class CrashTest {

    private static final int KILLS = Integer.getInteger("crash.kills", 3);
    private static final int WRITERS = 4;
    private static final int MAX_UPTIME_MILLIS = 500;

    @TempDir
    private Path folder;

    private final List<Uploader> uploaders = IntStream.range(0, WRITERS)
            .mapToObj(i -> new Uploader("crash-" + i))
            .toList();
    private final RandomGenerator random = RandomGenerator.getDefault();

    @Test
    void noAcknowledgedUploadIsLostWhenTheServiceIsKilled() throws Exception {
        Path log = folder.resolve("log");
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ServiceProcess service = start(log)) {
                uploaders.forEach(uploader -> uploader.verify(service.api()));
                killWhileWriting(service);
            }
        }
        try (ServiceProcess service = start(log)) {
            uploaders.forEach(uploader -> uploader.verifyAll(service.api()));
            assertThat(service.output())
                    .doesNotContain(" WARN ")
                    .doesNotContain(" ERROR ")
                    .doesNotContain("Exception");
        }
        System.out.printf("%d kills, %d acknowledged uploads, none lost%n", KILLS, acknowledged());
    }

    private ServiceProcess start(Path log) {
        return ServiceProcess.start(
                        log, "targetnode.data-dir=" + folder.resolve("data"), "targetnode.keep.revisions=1000000")
                .ready();
    }

    private void killWhileWriting(ServiceProcess service) throws Exception {
        int before = acknowledged();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<? extends Future<?>> writing = uploaders.stream()
                    .map(uploader -> writers.submit(() -> writeUntilItDies(uploader, service.api())))
                    .toList();
            awaitUploadsBeyond(before);
            ServiceProcess.pause(random.nextInt(MAX_UPTIME_MILLIS));
            service.kill();
            for (Future<?> writer : writing) {
                writer.get();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private int acknowledged() {
        return uploaders.stream().mapToInt(Uploader::acknowledged).sum();
    }

    /** A run without an upload would prove nothing. */
    private void awaitUploadsBeyond(int before) {
        await("uploads are acknowledged")
                .atMost(ServiceProcess.TIMEOUT)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> acknowledged() >= before + WRITERS);
    }

    private static void writeUntilItDies(Uploader uploader, Api api) {
        try {
            while (true) {
                assertThat(uploader.upload(api).statusCode()).isIn(200, 201);
            }
        } catch (IllegalStateException e) {
            // The service was killed, so it is unknown whether this upload was stored.
        }
    }
}
