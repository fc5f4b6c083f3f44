package io.targetnode.topology.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.capture.Machine;
import io.targetnode.topology.ImpossibleMachineException;
import io.targetnode.topology.IncompleteMachineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HostCapturesTest {

    private static final Machine SEED = Machine.of("E-seed-sandwich", "6.12.74");
    private static final byte[] SRAT = SEED.bytes("SRAT.bin");
    private static final byte[] CEDT = SEED.bytes("CEDT.bin");
    private static final byte[] DMESG = SEED.bytes("dmesg.txt");
    private static final byte[] IOMEM = SEED.bytes("iomem.txt");
    private static final byte[] OTHER_SRAT = Machine.of("A-one-window", "7.3.4").bytes("SRAT.bin");
    private static final Declaration NOTHING_DECLARED = new Declaration(Optional.empty(), Optional.empty(), 1024);
    private static final int MAX_BYTES = 8 << 20;

    private final AtomicInteger reserved = new AtomicInteger();
    private HostCaptures captures = fresh();

    private HostCaptures fresh() {
        return new HostCaptures(bytes -> reserved.accumulateAndGet(bytes, Math::max), MAX_BYTES);
    }

    private HostCaptures with(byte[]... files) {
        try {
            for (byte[] file : files) {
                captures.add("body", file);
            }
            return captures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HostFiles read(byte[]... files) {
        captures = fresh();
        return with(files).files(NOTHING_DECLARED, Map.of());
    }

    private static byte[] text(String text) {
        return text.getBytes(US_ASCII);
    }

    private void assertRefused(String message, byte[]... files) {
        assertThatExceptionOfType(UnusableFileException.class)
                .isThrownBy(() -> read(files))
                .withMessageStartingWith(message);
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        Arrays.stream(pieces).forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    @Test
    void everyMemberOfABundleIsRecognisedByItsContent() {
        byte[] bundle = new Archives()
                .file("SRAT", SRAT)
                .file("b", CEDT)
                .file("c.txt", DMESG)
                .file("after/memory", SEED.bytes("after/memory-blocks.txt"))
                .file("after/nodes", SEED.bytes("after/nodes.txt"))
                .file("tiers", SEED.bytes("after/memory-tiers.txt"))
                .file("cxl", SEED.bytes("after/cxl-list-vvv.json"))
                .file("daxctl", SEED.bytes("after/daxctl-list.json"))
                .tarGz();
        HostFiles files = read(bundle);
        assertThat(files.files().keySet())
                .containsExactlyInAnyOrder(
                        HostFile.SRAT,
                        HostFile.CEDT,
                        HostFile.DMESG,
                        HostFile.MEMORY_BLOCKS,
                        HostFile.NODES,
                        HostFile.MEMORY_TIERS,
                        HostFile.CXL,
                        HostFile.DAXCTL);
        assertThat(files.files().get(HostFile.SRAT)).isEqualTo(SRAT);
        assertThat(files.files().get(HostFile.DMESG)).isEqualTo(DMESG);
        assertThat(files.notUsed()).isEmpty();
        assertThat(reserved.get()).isEqualTo((int) captures.bytes());
    }

    @Test
    void theMemoryForUnwrappingATextIsReserved() {
        byte[] quoted = new String(DMESG, US_ASCII).replaceAll("(?m)^", "> ").getBytes(US_ASCII);
        assertThat(read(quoted).files().get(HostFile.DMESG)).startsWith(Arrays.copyOf(DMESG, 1000));
        assertThat(reserved.get()).isEqualTo(3 * quoted.length);
    }

    @Test
    void anArchiveMayBePackedOrNotAndItsFilesToo() {
        byte[] plain = new Archives()
                .file("SRAT", SRAT)
                .file("dmesg.gz", Archives.gzip(DMESG))
                .tar();
        assertThat(read(plain).files().get(HostFile.DMESG)).isEqualTo(DMESG);
        assertThat(read(Archives.gzip(IOMEM)).files().get(HostFile.IOMEM)).isEqualTo(IOMEM);
    }

    @Test
    void namesLinksAndDevicesInABundleAreIgnored() {
        byte[] bundle = new Archives()
                .file("../../../../etc/cron.d/x", SRAT)
                .file("/etc/shadow", CEDT)
                .link("l", TarConstants.LF_SYMLINK, "/etc/passwd")
                .link("h", TarConstants.LF_LINK, "/etc/passwd")
                .link("c", TarConstants.LF_CHR, "")
                .link("d/", TarConstants.LF_DIR, "")
                .file("secret-host-name", text("nothing that is known"))
                .tar();
        HostFiles files = read(bundle);
        assertThat(files.files().keySet()).containsExactlyInAnyOrder(HostFile.SRAT, HostFile.CEDT);
        assertThat(files.notUsed()).containsExactly("body, member 7: its format is not recognised");
    }

    @Test
    void theSameFileCountsOnceAndAnotherTableIsRefused() {
        assertThat(read(SRAT, SRAT, CEDT).notUsed()).isEmpty();
        assertThatThrownBy(() -> captures.add("file 4", OTHER_SRAT))
                .isInstanceOf(ImpossibleMachineException.class)
                .hasMessage("file 4: a second SRAT that differs from the first; upload the tables of one machine");
    }

    @Test
    void piecesOfSysfsAreJoined() {
        byte[] first = text("memory0/state:online\n");
        byte[] second = text("memory1/state:online");
        assertThat(read(SRAT, first, second, first).files().get(HostFile.MEMORY_BLOCKS))
                .isEqualTo(text("memory0/state:online\n\nmemory1/state:online\n"));
        assertThat(read(IntStream.range(0, 65)
                                .mapToObj(i -> text("memory%d/state:online".formatted(i)))
                                .toArray(byte[][]::new))
                        .notUsed())
                .containsExactly("body: more than 64 files of one kind; the first ones are used");
    }

    @Test
    void anUnusableFileIsReportedAndRefusedIfItIsTheOnlyOne() {
        byte[] lstopo = text("<!DOCTYPE topology SYSTEM \"hwloc2.dtd\">\n<topology version=\"2.0\">");
        assertRefused("body: an hwloc topology: the firmware's tables cannot be reconstructed from it", lstopo);
        assertThat(read(SRAT, lstopo).notUsed()).singleElement().asString().startsWith("body: an hwloc topology");
        assertThatThrownBy(() -> new HostCaptures(bytes -> {}, MAX_BYTES).files(NOTHING_DECLARED, Map.of()))
                .hasMessage("bundle: it contains no files");
    }

    @Test
    void nodeSizesAloneAreRefused() {
        assertThatThrownBy(() -> HostMachine.read(read(SEED.bytes("numactl-H.txt"))))
                .isInstanceOf(IncompleteMachineException.class)
                .hasMessageStartingWith("usable RAM is unknown: numactl shows sizes of nodes without addresses.");
        assertThat(read(SRAT, SEED.bytes("numactl-H.txt")).files()).containsKey(HostFile.NUMACTL);
    }

    @Test
    void aNamedFileOfAnotherFormatIsRefused() throws IOException {
        assertThatThrownBy(() -> captures.add(HostFile.IOMEM, DMESG))
                .hasMessage("iomem: it is a boot log; send it as the part dmesg");
        assertThatThrownBy(() -> captures.add(
                        HostFile.DMESG, new Archives().file("a", DMESG).tar()))
                .hasMessage("dmesg: it is a tar archive; send it as the part file");
        captures.add(HostFile.DMESG, Archives.gzip(DMESG));
        captures.add(HostFile.ACPIDUMP, text("[000h 0000   4] Signature : \"SRAT\""));
        captures.add(HostFile.IOMEM, text("nothing that is known"));
        assertThat(captures.files(NOTHING_DECLARED, Map.of()).files().get(HostFile.DMESG))
                .isEqualTo(DMESG);
    }

    @Test
    void textsOfAcpidumpAndOfIaslAreNotJoined() {
        byte[] iasl = text("[000h 0000   4] Signature : \"SRAT\"\n");
        assertThat(read(text("CEDT @ 0x0\n"), iasl).notUsed())
                .containsExactly("body: a second acpidump in another form; the first one is used");
    }

    @Test
    void gzipInGzipAndTarInTarAreNotExtracted() {
        byte[] inner = new Archives().file("SRAT", SRAT).tarGz();
        assertRefused("body: a gzip file within another one is not read", Archives.gzip(Archives.gzip(SRAT)));
        assertThat(read(new Archives().file("a", DMESG).file("b", inner).tar()).notUsed())
                .contains("body, member 2: a tar archive within another one is not read; upload it by itself");
    }

    @Test
    @Timeout(20)
    void aDecompressionBombIsRefusedWhenTheLimitIsReached() {
        byte[] zeros = Archives.gzip(new byte[65 << 20]);
        assertThat(zeros.length).isLessThan(100_000);
        assertRefused("body: decompresses to more than 67,108,864 bytes", zeros);
        byte[] line = joined(text("Linux version 6.1 (b)"), new byte[9 << 20]);
        assertRefused(
                "body, member 1: the decompressed files, including this one, have more than 8,388,608 bytes",
                new Archives().file("a", line).tarGz());
        byte[] unknown = new byte[20 << 20];
        assertRefused(
                "body, member 4: decompresses to more than 67,108,864 bytes",
                new Archives()
                        .file("a", unknown)
                        .file("b", unknown)
                        .file("c", unknown)
                        .file("d", unknown)
                        .tarGz());
        assertThat(reserved.get()).isLessThanOrEqualTo(MAX_BYTES);
    }

    @Test
    @Timeout(20)
    void aMillionMembersAreTooMany() {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            many.writeBytes(Archives.header('0', 0));
        }
        assertRefused("body, member 10001: more than 10,000 members", Archives.gzip(many.toByteArray()));
    }

    /** Commons Compress recurses for each of these until the stack overflows; JDK 17 does for empty gzip members. */
    @Test
    @Timeout(20)
    void headersThatDescribeHeadersAreCountedAndSkipped() {
        for (char kind : "xgLK".toCharArray()) {
            byte[] description = joined(Archives.header(kind, 4), new byte[512]);
            ByteArrayOutputStream many = new ByteArrayOutputStream();
            for (int i = 0; i < 10_001; i++) {
                many.writeBytes(description);
            }
            assertRefused("body, member 1: more than 10,000 members", Archives.gzip(many.toByteArray()));
        }
        byte[] name = new byte[30 << 20];
        Arrays.fill(name, (byte) 'n');
        assertThat(read(Archives.gzip(joined(
                                Archives.header('L', name.length),
                                name,
                                new Archives().file("a", SRAT).tar())))
                        .files())
                .containsOnlyKeys(HostFile.SRAT);
        assertThat(reserved.get()).as("the name is not stored").isEqualTo(SRAT.length);
    }

    @Test
    void longNamesOfGnuAndPosixTarAreSkipped() {
        String name = "n".repeat(5_000);
        assertThat(read(
                                new Archives().gnuNames().file(name, SRAT).tar(),
                                new Archives().file(name, CEDT).tar())
                        .files())
                .containsOnlyKeys(HostFile.SRAT, HostFile.CEDT);
    }

    /** Two blocks of zeros end an archive. Without them, further members may be missing. */
    @Test
    void anArchiveThatIsCutOffBetweenItsMembersIsRefused() {
        byte[] one = new Archives().file("a", SRAT).tar();
        int end = 512 + (SRAT.length + 511) / 512 * 512;
        for (int length : new int[] {end, end + 1, end + 512, end + 1023}) {
            assertRefused("body: the archive is cut off", Arrays.copyOf(one, length));
        }
        assertThat(read(Arrays.copyOf(one, end + 1024)).files()).containsOnlyKeys(HostFile.SRAT);
    }

    @Test
    void aDamagedArchiveIsRefusedAtItsMember() {
        byte[] tar = new Archives().file("a", SRAT).file("b", DMESG).tar();
        assertRefused("body, member 2: the archive ends within this file", Arrays.copyOf(tar, 3_000));
        assertRefused("body, member 2: the archive ends within this file", Arrays.copyOf(tar, 30_000));
        assertRefused("body, member 2: the archive is damaged: a header is missing here", Arrays.copyOf(tar, 1_100));
        byte[] damaged = tar.clone();
        damaged[1024 + 5]++;
        assertRefused("body, member 2: the archive is damaged: a header is missing here", damaged);
        assertRefused(
                "body, member 1: longer than 67,108,864 bytes, the limit for decompressed files",
                joined(Archives.header('0', 1L << 32), new byte[512]));
        assertRefused(
                "body, member 1: the archive ends within this file", joined(Archives.header('5', 600), new byte[512]));
    }

    @Test
    @Timeout(30)
    void theInspectionOfUnusedFilesIsLimited() {
        byte[] lines = text("x\n".repeat(32_768));
        Archives many = new Archives();
        for (int i = 0; i < 900; i++) {
            many.file("f" + i, lines);
        }
        HostFiles files = read(many.file("SRAT", SRAT).tarGz());
        assertThat(files.files()).containsOnlyKeys(HostFile.SRAT);
        assertThat(files.notUsed().get(0)).startsWith("body, member 33: from here on only the first 1,024 bytes");
    }

    @Test
    void textInUtf16IsRead() {
        assertThat(read("\ufeffLinux version 6.1 (b)\r\n".getBytes(UTF_16LE)).files())
                .containsOnlyKeys(HostFile.DMESG);
    }

    @Test
    void manyUnusedFilesAreReportedAsANumber() {
        Archives many = new Archives().file("a", SRAT);
        for (int i = 0; i < 50; i++) {
            many.file("f" + i, text("nothing"));
        }
        assertThat(read(many.tar()).notUsed())
                .hasSize(33)
                .last()
                .isEqualTo("18 more files are not recognised or not used");
    }
}
