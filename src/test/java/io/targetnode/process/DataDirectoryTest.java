package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.targetnode.api.Api;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data directory of the embedded store when it is locked, full or not writable. */
class DataDirectoryTest {

    private static final String LOOKUP = Api.TOPOLOGIES + "/%s/lookup?address=0x20000000";

    @TempDir
    private Path folder;

    @Test
    void aSecondProcessOnADirectoryNamesTheFirstAndEnds() {
        try (ServiceProcess first = start("first").ready();
                ServiceProcess second = start("second")) {
            second.awaitEnd();
            assertThat(second.output())
                    .contains("Another targetnode (process %d) uses the data directory %s."
                            .formatted(first.pid(), folder.resolve("data")))
                    .contains("TARGETNODE_DATA_DIR")
                    .doesNotContain("\tat ");
            assertThat(first.isReady()).isTrue();
        }
        try (ServiceProcess next = start("next")) {
            next.ready();
        }
    }

    /** The processes of these tests run in an Arabic locale, which has its own digits. */
    @Test
    void numbersDoNotDependOnTheLocale() {
        try (ServiceProcess service = start("log").ready()) {
            service.api().put("digits", Api.example("mission.json"));
            for (int time = 0; time < 2; time++) {
                assertThat(service.api().get(LOOKUP.formatted("digits")).body()).contains("\"revision\":1,");
            }
            assertThat(service.api().get(Api.TOPOLOGIES + "/digits/meminfo").body())
                    .contains("NUMA: Node 0 [mem 0x00000000-0x1fffffff]");
        }
    }

    @Test
    void aStoreOnAFullDiskRefusesUploadsServesReadsAndIsUndamaged() {
        Path data = folder.resolve("data");
        try (SmallDisk disk = SmallDisk.mount(data, 8)) {
            disk.run("head -c 4M /dev/zero > '%s/filler'".formatted(data));
            Uploader uploader = new Uploader("full");
            try (ServiceProcess service = start(disk)) {
                HttpResponse<String> last = uploadUntilRefused(uploader, service.api());
                assertThat(last.statusCode()).as(last.body()).isEqualTo(507);
                assertThat(Api.json(last).get("type").asString()).isEqualTo("/problems/store-full");
                assertThat(uploader.acknowledged()).isGreaterThan(10);
                uploader.verifyAll(service.api());
                assertThat(service.isReady()).isTrue();
                assertThat(losesEntries(service.api())).isPositive();
                assertThat(service.output())
                        .containsOnlyOnce("Audit log: the store accepts no entries, so they wait in memory: ")
                        .containsOnlyOnce("Audit log: 10000 entries wait, and further ones are lost")
                        .doesNotContain("\tat ");
                service.kill();
            }
            try (ServiceProcess service = start(disk)) {
                uploader.verifyAll(service.api());
                disk.run("rm '%s/filler'".formatted(data));
                assertThat(uploader.upload(service.api()).statusCode()).isEqualTo(200);
                uploader.verifyAll(service.api());
            }
        }
    }

    /** Refused calls have entries too. Returns how many entries were lost. */
    private static double losesEntries(Api api) {
        IntStream.range(0, 11_000)
                .parallel()
                .forEach(i -> assertThat(api.put("full", "{").statusCode()).isEqualTo(400));
        return api.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("targetnode_audit_lost_total "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .sum();
    }

    /** The disk stays full: a deletion uses the space that is reserved for it. */
    @Test
    void onAFullDiskTopologiesCanBeDeletedAndThenUploaded() {
        Path data = folder.resolve("data");
        try (SmallDisk disk = SmallDisk.mount(data, 8);
                ServiceProcess service = start(disk)) {
            Uploader uploader = new Uploader("keeps");
            uploader.upload(service.api());
            uploadUntilRefused(new Uploader("fills"), service.api());
            disk.run("cat /dev/zero > '%s/filler' || true".formatted(data));
            HttpResponse<String> deleted = service.api().send("DELETE", Api.TOPOLOGIES + "/fills", Api.JSON, "");
            assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(204);
            assertThat(service.api().get(Api.TOPOLOGIES + "/fills").statusCode())
                    .isEqualTo(404);
            await().atMost(ServiceProcess.TIMEOUT)
                    .untilAsserted(
                            () -> assertThat(uploader.upload(service.api()).statusCode())
                                    .isEqualTo(200));
            uploader.verifyAll(service.api());
        }
    }

    /** The test sets RLIMIT_FSIZE, which also applies to open files. */
    @Test
    void aStoreThatCannotWriteRefusesUploadsServesReadsAndRecovers() throws Exception {
        Uploader uploader = new Uploader("unwritable");
        try (ServiceProcess service = start("log").ready()) {
            IntStream.range(0, 20).forEach(i -> uploader.upload(service.api()));
            limitFiles(service, "0");
            HttpResponse<String> refused = uploader.upload(service.api());
            assertThat(refused.statusCode()).as(refused.body()).isIn(503, 507);
            assertThat(service.api().get(LOOKUP.formatted("unwritable")).statusCode())
                    .isEqualTo(200);
            uploader.verifyAll(service.api());
            limitFiles(service, "unlimited");
            assertThat(uploader.upload(service.api()).statusCode()).isEqualTo(200);
            service.kill();
        }
        try (ServiceProcess service = start("log").ready()) {
            uploader.verifyAll(service.api());
        }
    }

    @Test
    void aReadOnlyDirectoryIsRefusedWithAnExplanation() {
        Path data = folder.resolve("data");
        try (SmallDisk disk = SmallDisk.mount(data, 8)) {
            disk.run("mount -o remount,ro '%s'".formatted(data));
            try (ServiceProcess service =
                    ServiceProcess.start(disk, folder.resolve("log"), "targetnode.data-dir=" + data)) {
                service.awaitEnd();
                assertThat(service.output())
                        .contains("The data directory %s is not writable".formatted(data))
                        .contains("Read-only file system")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void aDirectoryFromWhichSqliteCannotBeLoadedIsNamed() {
        Path temporary = folder.resolve("tmp");
        try (SmallDisk disk = SmallDisk.mount(temporary, 8)) {
            disk.run("mount -o remount,noexec '%s'".formatted(temporary));
            disk.run("export JDK_JAVA_OPTIONS='-Dorg.sqlite.tmpdir=%s'".formatted(temporary));
            try (ServiceProcess service = ServiceProcess.start(disk, folder.resolve("log"), settings())) {
                service.awaitEnd();
                assertThat(service.output())
                        .contains("The native library of SQLite cannot be loaded. It is extracted to " + temporary)
                        .contains("-Dorg.sqlite.tmpdir=DIRECTORY")
                        .doesNotContain("\tat ");
            }
        }
    }

    private static HttpResponse<String> uploadUntilRefused(Uploader uploader, Api api) {
        HttpResponse<String> response = uploader.upload(api);
        while (response.statusCode() / 100 == 2) {
            assertThat(uploader.acknowledged()).isLessThan(100_000);
            response = uploader.upload(api);
        }
        return response;
    }

    private static void limitFiles(ServiceProcess service, String bytes) throws InterruptedException {
        try {
            Process prlimit = new ProcessBuilder(
                            "prlimit", "--pid", String.valueOf(service.pid()), "--fsize=" + bytes + ":unlimited")
                    .inheritIO()
                    .start();
            assertThat(prlimit.waitFor()).isZero();
        } catch (IOException e) {
            Assumptions.abort("needs prlimit of util-linux");
        }
    }

    private ServiceProcess start(String log) {
        return ServiceProcess.start(folder.resolve(log), settings());
    }

    private ServiceProcess start(SmallDisk disk) {
        return ServiceProcess.start(disk, folder.resolve("log"), settings()).ready();
    }

    private String[] settings() {
        return new String[] {"targetnode.data-dir=" + folder.resolve("data"), "targetnode.keep.revisions=1000000"};
    }
}
