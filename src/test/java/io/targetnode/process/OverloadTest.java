package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.Api;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Far more uploads than the service can parse, with look-ups beside them. */
class OverloadTest {

    private static final int UPLOADERS = Integer.getInteger("overload.uploaders", 20);
    private static final int LOOK_UPS = Integer.getInteger("overload.lookups", 100);
    private static final int RANGES = 2_048;
    private static final String LOOKUP = Api.TOPOLOGIES + "/small/lookup?address=0x20000000";

    @TempDir
    private Path folder;

    /** Two machines, prepared so that the clients need little of the processors. */
    private static final List<String> MACHINES =
            List.of(SlowClientsTest.machine(RANGES, 0), SlowClientsTest.machine(RANGES, 1));

    @Test
    void lookUpsAreAnsweredWhileUploadsAreShed() {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger stored = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(UPLOADERS);
        try (ServiceProcess service = ServiceProcess.start(
                        folder.resolve("log"), "targetnode.data-dir=" + folder.resolve("data"), "targetnode.uploads=1")
                .ready()) {
            service.api().put("small", Api.example("mission.json"));
            long[] idle = lookUps(service);
            List<CompletableFuture<Void>> uploads = new ArrayList<>();
            for (int i = 0; i < UPLOADERS; i++) {
                String name = "large-" + i;
                uploads.add(CompletableFuture.runAsync(
                        () -> {
                            for (int n = 0; !done.get(); n++) {
                                HttpResponse<String> response = service.api().put(name, MACHINES.get(n % 2));
                                (isRefused(response) ? refused : stored).incrementAndGet();
                            }
                        },
                        clients));
            }
            long[] loaded = lookUps(service);
            done.set(true);
            uploads.forEach(CompletableFuture::join);
            System.out.printf(
                    "look-ups p50 and p99: idle %.1f and %.1f ms, under %d uploaders %.1f and %.1f ms; %d uploads stored, %d refused%n",
                    idle[LOOK_UPS / 2] / 1e6,
                    idle[LOOK_UPS * 99 / 100] / 1e6,
                    UPLOADERS,
                    loaded[LOOK_UPS / 2] / 1e6,
                    loaded[LOOK_UPS * 99 / 100] / 1e6,
                    stored.get(),
                    refused.get());
            assertThat(stored.get()).isPositive();
            assertThat(loaded[LOOK_UPS / 2]).isLessThan(TimeUnit.SECONDS.toNanos(1));
        } finally {
            done.set(true);
            clients.shutdownNow();
        }
    }

    /** An upload is stored, or refused with a time after which to try again. */
    private static boolean isRefused(HttpResponse<String> response) {
        if (response.statusCode() / 100 == 2) {
            return false;
        }
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        return true;
    }

    private static long[] lookUps(ServiceProcess service) {
        long[] nanos = new long[LOOK_UPS];
        for (int i = 0; i < LOOK_UPS; i++) {
            long start = System.nanoTime();
            assertThat(service.api().get(LOOKUP, "Accept", Api.TEXT).body()).isEqualTo("2\n");
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos;
    }
}
