package io.targetnode.topology.intake;

import static io.targetnode.topology.intake.FieldUpload.file;
import static io.targetnode.topology.intake.FieldUpload.read;
import static io.targetnode.topology.intake.FieldUpload.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.capture.Machine;
import io.targetnode.topology.Upload;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles as support people have them: a sosreport with a few useful files among thousands. */
class SupportBundlesTest {

    private static final Machine SEED = Machine.of("E-seed-sandwich", "6.12.74");
    private static final byte[] LOG = SEED.bytes("dmesg.txt");
    private static final byte[] FOREIGN =
            text("I0101 00:00:00.000000 1 some.go:0] a line of another program\n".repeat(700));

    private static Optional<String> kernel(Upload upload) {
        return upload.machine().kernel().map(Object::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-foreign-json.tgz", "a2-lsblk-json.tgz", "a3-bridge-json.tgz"})
    void aMemberWithForeignJsonIsUnused(String name) {
        Upload upload = new FieldUpload().with(file("bundles/" + name)).read();
        assertThat(upload.sources()).hasSize(1);
        assertThat(upload.unused()).containsExactly("file 1, member 2: its format is not recognised");
    }

    @Test
    void aBootLogBehindAHundredOtherLogsIsFound() {
        Upload upload =
                new FieldUpload().with(file("bundles/b-much-else-first.tgz")).read();
        assertThat(kernel(upload)).hasValue("6.12.9-300.fc41.x86_64");
        assertThat(upload.unused().get(0))
                .startsWith("file 1, member 50: from here on only the first 1,024 bytes of files")
                .contains("archive only the useful files");
        assertThat(upload.unused()).last().isEqualTo("79 more files are not recognised or not used");
    }

    @Test
    void theNewerOfTwoBootsIsUsedAndAWarningSaysSo() {
        Upload upload = new FieldUpload().with(file("bundles/c-two-boots.tgz")).read();
        assertThat(kernel(upload)).hasValue("6.12.9-300.fc41.x86_64");
        assertThat(upload.machine().inputs().ram().high()).isEqualTo(0x2080000000L);
        assertThat(upload.machine().warnings())
                .containsExactly(
                        "The upload has logs of several boots. The boot of 6.12.9-300.fc41.x86_64 is used, because its kernel is the newest. Not used: the boot of 6.11.4-300.fc41.x86_64. Upload one log, or declare the kernel to choose another boot.");
        assertThat(upload.unused())
                .containsExactly("file 1, member 1: a boot log of another boot; only one boot is replayed");
    }

    @Test
    void theDeclaredKernelChoosesTheBoot() {
        Upload upload = new FieldUpload()
                .with(file("bundles/c-two-boots.tgz"))
                .declaring("6.11.4-300.fc41.x86_64")
                .read();
        assertThat(upload.machine().inputs().ram().high()).isEqualTo(0x1080000000L);
        assertThat(upload.machine().warnings()).singleElement().asString().contains("because its kernel is declared");
    }

    @Test
    void theDeclaredKernelChoosesABootWithinOneLog() {
        byte[] both = text(boot("6.11.4", "1073741824", "") + boot("6.12.9", "2147483648", ""));
        assertThat(new FieldUpload().with(both).read().machine().inputs().ram().high())
                .isEqualTo(0x80000000L);
        Upload older = new FieldUpload().with(both).declaring("6.11.4").read();
        assertThat(older.machine().inputs().ram().high()).isEqualTo(0x40000000L);
        assertThat(older.machine().warnings())
                .contains("the log holds 2 boots; the one of the declared kernel is used");
    }

    private static String boot(String release, String bytes, String more) {
        return """
                [    0.000000] Linux version %s (b@h) (gcc) #1 SMP Fri Jan 10 00:00:00 UTC 2025
                [    0.000000] Command line: quiet
                [    0.000000] BIOS-provided physical RAM map:
                [    0.000000] BIOS-e820: [mem 0x0000000000000000-0x%016x] usable
                [    0.000000] e820: update [mem 0x00000000-0x00000fff] usable ==> reserved
                %s""".formatted(release, Long.parseLong(bytes) - 1, more);
    }

    @Test
    void theChoiceDoesNotDependOnTheOrder() {
        List<byte[]> logs = List.of(
                text(boot(
                        "6.12.9",
                        "1073741824",
                        "[    1.0] audit: type=2000 audit(1736496000.123:1): state=initialized\n")),
                text(
                        boot(
                                "6.12.9",
                                "2147483648",
                                "[    1.000000] rtc_cmos 00:01: setting system clock to 2025-02-01T00:00:00 UTC (1738368000)\n")),
                text(boot(
                        "6.12.10",
                        "4294967296",
                        "[    1.000000] audit: type=2000 audit(1700000000.123:1): state=initialized\n")));
        for (int[] order : new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
            FieldUpload upload = new FieldUpload();
            Arrays.stream(order).forEach(i -> upload.with(logs.get(i)));
            Upload read = upload.read();
            assertThat(read.machine().inputs().ram().high()).isEqualTo(0x80000000L);
            assertThat(read.machine().warnings())
                    .singleElement()
                    .asString()
                    .contains(
                            "because it is the latest by the times in the logs",
                            "Not used: the boot of 6.12.10, the boot of 6.12.9.");
        }
    }

    @Test
    void theWarningNamesOnlyReasonsThatAreTrue() {
        String end = "[    1.000000] rtc_cmos 00:01: setting system clock to 2025-0%d-01T00:00:00 UTC (17%d8368000)\n";
        String older = boot("6.12.9", "1073741824", end.formatted(1, 2));
        String newer = boot("6.12.10", "2147483648", end.formatted(2, 3));
        String noRam = "(?m)^.*BIOS-.*\\n|^.*e820: update.*\\n";
        String crash = "Command line: elfcorehdr=0x38f00000 ";
        assertThat(reason(older.replaceAll(noRam, ""), newer.replaceAll(noRam, "")))
                .isEqualTo("because it is the latest by the times in the logs");
        assertThat(reason(older, newer.replaceAll(noRam, ""))).isEqualTo("because its log shows usable RAM");
        assertThat(reason(older.replace("Command line: ", crash), newer.replace("Command line: ", crash)))
                .isEqualTo("because it is the latest by the times in the logs");
        assertThat(reason(
                        older,
                        boot("6.12.8", "536870912", end.formatted(1, 1)),
                        newer.replace("Command line: ", crash)))
                .isEqualTo(
                        "because it is not of a crash kernel and it is the latest of the remaining boots by the times in the logs");
    }

    /** The reason in the warning of an upload with these logs, all of which show usable RAM in the file iomem. */
    private static String reason(String... logs) {
        FieldUpload upload = new FieldUpload().with(SEED.bytes("iomem.txt"));
        Arrays.stream(logs).forEach(log -> upload.with(text(log)));
        String warning = upload.read().machine().warnings().stream()
                .filter(text -> text.startsWith("The upload has logs of several boots."))
                .findFirst()
                .orElseThrow();
        return warning.replaceFirst(".* is used, (.*?)\\. Not used:.*", "$1");
    }

    @Test
    void twoLogsOfOneBootAreNoWarning() {
        byte[] late = text("[ 4711.000000] usb 1-1: new device\n[ 4712.000000] ACPI: button\n");
        byte[] journal =
                text(new String(LOG, UTF_8).replaceAll("(?m)^\\[ *[0-9.]+] ", "Nov 28 05:00:55 host kernel: "));
        Upload upload = new FieldUpload().with(late).with(journal).with(LOG).read();
        assertThat(upload.machine().warnings()).isEmpty();
        assertThat(upload.unused())
                .filteredOn(reason -> reason.contains("of the boot that is used; another log of it is more complete"))
                .hasSize(2);
        assertThat(new FieldUpload().with(LOG).with(LOG).read().unused())
                .isEqualTo(new FieldUpload().with(LOG).read().unused());
    }

    @Test
    void anUnreadableLogBesideAGoodOneIsUnused() {
        byte[] late = text("[ 4711.000000] usb 1-1: new device\n");
        Upload upload = new FieldUpload().with(late).with(LOG).read();
        assertThat(kernel(upload)).hasValue("6.12.74+deb12-amd64");
        assertThat(upload.unused())
                .anyMatch(reason ->
                        reason.startsWith("file 1: not used, because another boot log can be read; dmesg: no line"));
        assertThatThrownBy(() -> new FieldUpload()
                        .with(late)
                        .with(text("[ 4712.000000] usb 1-1: gone\n"))
                        .read())
                .hasMessageStartingWith("dmesg: no line of a Linux boot was found");
    }

    @Test
    void filesOfSysfsInATreeAreRead() {
        Archives tree = new Archives()
                .file(
                        "sos-host/sys/devices/system/node/node0/meminfo",
                        text("Node 0 MemTotal:       65861260 kB\nNode 0 MemFree: 1 kB\n"))
                .file("sos-host/sys/devices/system/node/node1/meminfo", text("Node 1 MemTotal:       33554432 kB\n"))
                .file("sos-host/sys/devices/system/memory/block_size_bytes", text("8000000\n"))
                .file(
                        "sos-host/sys/devices/virtual/memory_tiering/memory_tier4/nodelist",
                        text("0-1\n" + "\0".repeat(4092)))
                .file("sos-host/etc/secret-host/state", text("online\n"))
                .file("sos-host/sys/devices/system/memory/memory7/state", text("secret\n"));
        for (int i = 0; i < 600; i++) {
            tree.file("sys/devices/system/memory/memory%d/state".formatted(i), text("online\n"));
            tree.file("sys/devices/system/memory/memory%d/phys_index".formatted(i), text("%08x\n".formatted(i)));
            tree.link("sys/devices/system/memory/memory%d/node0".formatted(i), (byte) '2', "../../node/node0");
        }
        Upload upload = new FieldUpload()
                .with(LOG)
                .with(tree.file("sos-host/dmesg", LOG).tarGz())
                .read();
        assertThat(read(upload, HostFile.MEMORY_BLOCKS))
                .containsExactly("1 range of online memory", "the size of memory blocks");
        assertThat(read(upload, HostFile.NODES)).containsExactly("2 node sizes");
        assertThat(read(upload, HostFile.MEMORY_TIERS)).containsExactly("1 memory tier");
        assertThat(upload.toString()).doesNotContain("secret", "sos-host");
    }

    @Test
    void rawTablesAndProcfsByPathAreRead() {
        Upload upload = new FieldUpload()
                .with(new Archives()
                        .file(
                                "sos/sys/firmware/acpi/tables/FACP",
                                Machine.of("A-one-window", "7.3.4").bytes("SRAT.bin"))
                        .file("sos/proc/iomem", SEED.bytes("iomem.txt"))
                        .file("sos/proc/ioports", text("0000-0cf7 : PCI Bus 0000:00\n  0000-001f : dma1\n"))
                        .file("sos/proc/cmdline", text("BOOT_IMAGE=/vmlinuz quiet\n"))
                        .file("sos/sos_commands/kernel/dmesg", LOG)
                        .tarGz())
                .read();
        assertThat(upload.sources()).extracting(source -> source.format()).containsExactly("srat", "dmesg", "iomem");
    }

    @Test
    void rotatedLogsAreReadFromTheirGzipFiles() {
        byte[] older = text(boot("6.11.4", "1073741824", ""));
        Upload upload = new FieldUpload()
                .with(new Archives()
                        .file("var/log/dmesg.0", older)
                        .file("var/log/dmesg.1.gz", Archives.gzip(text(boot("6.10.1", "536870912", ""))))
                        .file("var/log/other.1.gz", Archives.gzip(FOREIGN))
                        .file("var/log/damaged.gz", Arrays.copyOf(Archives.gzip(FOREIGN), 40))
                        .file("var/log/dmesg.gz", Archives.gzip(text(boot("6.12.9", "2147483648", ""))))
                        .tarGz())
                .read();
        assertThat(kernel(upload)).hasValue("6.12.9");
        assertThat(upload.unused())
                .contains("file 1, member 4: not a valid gzip stream: it ends too early")
                .contains("file 1, member 3: its format is not recognised");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fd377a585a0000| an xz file: decompress it with 'xz -d', and upload the result",
                "28b52ffd00| a zstd file: decompress it with 'zstd -d', and upload the result",
                "425a6839| a bzip2 file: decompress it with 'bzip2 -d', and upload the result",
                "504b030414| a zip archive: extract it, or archive its files as tar, gzip or both",
                "377abcaf271c| an archive of an unsupported format: extract it, or archive its files as tar, gzip or both",
                "4c504b5348485248| a binary journal of systemd: upload the output of 'journalctl -k -b'",
            })
    void aCompressedFileOfAnotherFormatIsNamedWithTheWayForward(String magic, String why) {
        byte[] content = Arrays.copyOf(java.util.HexFormat.of().parseHex(magic), 2000);
        byte[] bundle = new Archives().file("dmesg", LOG).file("x", content).tarGz();
        assertThat(new FieldUpload().with(bundle).read().unused()).contains("file 1, member 2: " + why);
        assertThatThrownBy(() -> new FieldUpload().with(content).read()).hasMessage("file 1: " + why);
    }

    @Test
    void anArchiveInAnArchiveIsToBeUploadedByItself() {
        byte[] inner = new Archives().file("dmesg", LOG).tarGz();
        assertThatThrownBy(() -> new FieldUpload()
                        .with(new Archives().file("sos.tar.gz", inner).tar())
                        .read())
                .hasMessage("file 1, member 1: a tar archive within another one is not read; upload it by itself");
    }

    @Test
    void aLogThatIsTooLargeIsUnusedAndTheOthersAreRead() {
        byte[] large = Arrays.copyOf(LOG, 9 << 20);
        Arrays.fill(large, LOG.length, large.length, (byte) '\n');
        Upload upload = new FieldUpload()
                .with(new Archives().file("messages", large).file("dmesg", LOG).tarGz())
                .read();
        assertThat(kernel(upload)).hasValue("6.12.74+deb12-amd64");
        assertThat(upload.unused())
                .contains(
                        "file 1, member 1: the decompressed files, including this one, have more than 8,388,608 bytes");
    }

    @Test
    void theFilesBeforeALimitAreUsed() {
        byte[] zeros = new byte[40 << 20];
        Upload upload = new FieldUpload()
                .with(new Archives()
                        .file("dmesg", LOG)
                        .file("core1", zeros)
                        .file("core2", zeros)
                        .tarGz())
                .read();
        assertThat(kernel(upload)).hasValue("6.12.74+deb12-amd64");
        assertThat(upload.unused())
                .contains(
                        "file 1, member 3: decompresses to more than 67,108,864 bytes; this and later members are not read");
    }

    @Test
    void aBundleInWhichNothingIsRecognisedIsRefusedAsAWhole() {
        Archives many = new Archives();
        IntStream.range(0, 110).forEach(i -> many.file("f" + i, FOREIGN));
        assertThatThrownBy(() -> new FieldUpload().with(many.tarGz()).read())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageStartingWith(
                        "file 1, member 51: none of the 110 files is recognised; from here on only the first 1,024 bytes");
    }

    @Test
    void windowsLineEndsAreRead() {
        byte[] log = text(new String(LOG, UTF_8).replace("\n", "\r\n"));
        byte[] lsmem = text(new String(file("lsmem-offline/lsmem.txt"), UTF_8).replace("\n", "\r\n"));
        Upload upload = new FieldUpload()
                .with(new Archives().file("a", log).file("b", lsmem).tarGz())
                .read();
        assertThat(kernel(upload)).hasValue("6.12.74+deb12-amd64");
        assertThat(read(upload, HostFile.LSMEM))
                .containsExactly("2 ranges of online memory", "the size of memory blocks");
    }

    /** 3,000 texts of 5 KiB, then the useful files, 15 MB in all. */
    @Test
    void aLargeSosreportIsReadInLittleTimeAndMemory() {
        SplittableRandom random = new SplittableRandom(20261129);
        Archives sos = new Archives();
        for (int i = 0; i < 2996; i++) {
            sos.file("sosreport-host/var/log/pods/%d.log".formatted(i), noise(random, i));
        }
        byte[] bundle = sos.file("sosreport-host/sos_commands/kernel/dmesg", LOG)
                .file("sosreport-host/proc/iomem", SEED.bytes("iomem.txt"))
                .file("sosreport-host/sys/firmware/acpi/tables/CEDT", SEED.bytes("CEDT.bin"))
                .file("sosreport-host/sys/firmware/acpi/tables/SRAT", SEED.bytes("SRAT.bin"))
                .tarGz();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 3; i++) {
            AtomicInteger reserved = new AtomicInteger();
            long start = threads.getCurrentThreadCpuTime();
            HostCaptures captures = new HostCaptures(bytes -> reserved.accumulateAndGet(bytes, Math::max), 8 << 20);
            try {
                captures.add("body", bundle);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            Upload upload = HostMachine.read(
                    captures.files(new Declaration(Optional.empty(), Optional.empty(), 1024), java.util.Map.of()));
            Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
            best = taken.compareTo(best) < 0 ? taken : best;
            assertThat(upload.machine().isExact()).isTrue();
            assertThat(upload.sources()).hasSize(4);
            assertThat(reserved.get()).isLessThan(1 << 20);
        }
        System.err.println("bundle of %,d bytes: %s".formatted(bundle.length, best));
        assertThat(best).as("processor time").isLessThan(Duration.ofSeconds(2));
    }

    private static byte[] noise(SplittableRandom random, int file) {
        String[] words = {
            "level=info",
            "Started",
            "memory",
            "node",
            "kernel:",
            "systemd[1]:",
            "/usr/lib64/libx.so",
            "0x7ffdd000",
            "\"path\":",
            "qemu",
            "cxl",
            "port=80",
            "Jan 10 00:00:00",
            "-rw-r--r--. 1 root root",
            "SIZE",
            "eth0"
        };
        String text = IntStream.range(0, 90 + file % 20)
                .mapToObj(i -> IntStream.range(0, 6)
                        .mapToObj(j -> words[random.nextInt(words.length)] + random.nextInt(1000))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
        return text(text);
    }
}
