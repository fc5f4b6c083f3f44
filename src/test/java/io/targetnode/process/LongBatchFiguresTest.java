package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch of 10^9 addresses over one connection, to a service with 256 MiB of heap: {@code mvn -Pfigures test
 * -Dtest=LongBatchFiguresTest}. Prints the time and the heap; asserts the checksum of the answers, and that the heap was enough.
 */
@Tag("figures")
class LongBatchFiguresTest {

    private static final long ADDRESSES = Long.getLong("figures.addresses", 1_000_000_000L);
    private static final int HEAP_MIB = 256;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    @TempDir
    private Path folder;

    @Test
    void aBillionAddressesNeedNoMoreMemoryThanAMillion() throws Exception {
        try (ServiceProcess service = ServiceProcess.startWithHeap(
                        HEAP_MIB, folder.resolve("log"), "targetnode.data-dir=" + folder.resolve("data"))
                .ready()) {
            service.api().put("long", Api.example("mission.json"));
            long little = send(service, 10_000_000);
            long begun = System.nanoTime();
            long much = send(service, ADDRESSES);
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    "%,d addresses in %.1f s: %,.0f addresses/s; heap after full collections while 10^7 were sent: %d MiB, while all were: %d MiB of %d; server CPU %s%n",
                    ADDRESSES, seconds, ADDRESSES / seconds, little, much, HEAP_MIB, service.cpu());
            assertThat(much).isLessThan(little + 32);
            assertThat(service.output()).doesNotContain("OutOfMemory");
        }
    }

    /** The largest of several samples of the used heap in MiB while addresses are sent. */
    private static long send(ServiceProcess service, long count) throws Exception {
        long blocks = count / LongBatch.BLOCK;
        AtomicLong most = new AtomicLong();
        LongBatch.send(service.port(), "long", count, block -> {
            if (block % Math.max(1, blocks / 4) == blocks / 8) {
                most.accumulateAndGet(heapMebibytes(service), Math::max);
            }
        });
        return most.get();
    }

    private static long heapMebibytes(ServiceProcess service) {
        jcmd(service, "GC.run");
        Matcher used = USED.matcher(jcmd(service, "GC.heap_info"));
        long kibibytes = 0;
        // Sums the generations; the last line is the class space.
        for (int generation = 0; generation < 2 && used.find(); generation++) {
            kibibytes += Long.parseLong(used.group(1));
        }
        return kibibytes >> 10;
    }

    private static String jcmd(ServiceProcess service, String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, String.valueOf(service.pid()), command).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
