package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.targetnode.topology.intake.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every input is read or refused with a line, in linear time. */
class DamagedCapturesTest {

    private static final int DAMAGES = 500;

    /** Of this number of damaged captures, one is also given to the readers of all other formats. */
    private static final int OTHER_READERS = 10;

    private static final int LARGE_BYTES = 1 << 20;
    private static final String LSMEM = """
            {"memory": [{"range":"0x0-0xfffffff","size":"256M","state":"online","block":"0-1","node":0},
              {"range":"0x10000000-0x1fffffff","size":"256M","state":"online","block":"2-3","node":"1"}]}
            """;
    private static final List<Function<byte[], Object>> READERS = List.of(
            BootLog::parse,
            Iomem::parse,
            FirmwareMemmap::parse,
            AcpiDump::parse,
            CaptureFormat::of,
            DamagedCapturesTest::sysfs,
            Numactl::parse,
            Lsmem::parseTable,
            DamagedCapturesTest::lsmemJson,
            DamagedCapturesTest::daxctl,
            DamagedCapturesTest::cxl);

    static Stream<Arguments> captures() {
        Machine machine = Machine.of("E-seed-sandwich", "7.3.4");
        byte[] log = Arrays.copyOf(machine.bytes("dmesg.txt"), 9000);
        byte[] dump = DumpText.of("SRAT", machine.bytes("SRAT.bin")).getBytes(StandardCharsets.US_ASCII);
        return Stream.of(
                arguments("dmesg", log, BootLog::parse),
                arguments("iomem", machine.bytes("iomem.txt"), Iomem::parse),
                arguments("memmap", machine.bytes("firmware-memmap.txt"), FirmwareMemmap::parse),
                arguments("acpidump", dump, AcpiDump::parse),
                arguments("iasl", iasl(), AcpiDump::parse),
                arguments("hexdump", hexDump(machine.bytes("SRAT.bin")), AcpiDump::parse),
                arguments("srat", machine.bytes("SRAT.bin"), CaptureFormat::of),
                arguments("memoryBlocks", machine.bytes("after/memory-blocks.txt"), DamagedCapturesTest::sysfs),
                arguments("nodes", machine.bytes("after/nodes.txt"), DamagedCapturesTest::sysfs),
                arguments("numactl", machine.bytes("after/numactl-H.txt"), Numactl::parse),
                arguments("lsmem", LSMEM.getBytes(StandardCharsets.US_ASCII), DamagedCapturesTest::lsmemJson),
                arguments("daxctl", machine.bytes("after/daxctl-list.json"), DamagedCapturesTest::daxctl),
                arguments("cxl", machine.bytes("after/cxl-list-vvv.json"), DamagedCapturesTest::cxl));
    }

    /** As acpidump prints it, with the offsets of xxd and without a heading. */
    private static byte[] hexDump(byte[] table) {
        String text = DumpText.of("SRAT", table);
        return text.substring(text.indexOf('\n') + 1).replace("    0", "00000").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] iasl() {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/io/targetnode/capture/iasl/HMAT.dsl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Arguments arguments(String name, byte[] capture, Function<byte[], Object> reader) {
        return Arguments.of(name, capture, reader);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void aDamagedCaptureIsReadOrRefused(String name, byte[] capture, Function<byte[], Object> reader) {
        SplittableRandom random = new SplittableRandom(20261122);
        for (int i = 0; i < DAMAGES; i++) {
            byte[] damaged = damage(capture, random);
            readOrRefuse(reader, damaged);
            readOrRefuse(CaptureFormat::of, damaged);
            if (i % OTHER_READERS == 0) {
                READERS.forEach(other -> readOrRefuse(other, damaged));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[mem ",
                "0",
                "0/",
                "BIOS-e820: [mem ",
                "e820: remove [mem 0x0-0x",
                "\u001b[",
                "\u001b[0m",
                " ",
                "\n",
                "0-0 : a\n",
                "00000001-00000002 : x\n",
                "SRAT @ 0x0\n",
                "[000h 0000   4] Signature : \"SRAT\"\n",
                "[000h 0000   4] Signature : \"SLIT\" \\\n00 \\\n",
                "> ",
                "{\"",
                "node0/",
                "memory0/",
                "qemu-system-",
                "/qemu-system-",
                "FACP @ 0x0\n 0000: 00\n",
                "Linux version 6.1 (b)\n",
                "0/start:0x0\n",
                " kernel: ",
                "kern  :info  : ",
                "/",
                "node0/memory0/",
                "node0/memory0\n",
                "memory_tier4/nodelist:0-65535\n",
                "0,",
                "Node 0 MemTotal:    ",
                "RANGE STATE NODE\n0x0-0xfff online 0\n",
                "{\"devices\":",
                "[1,",
                "{\"chardev\":\"dax0.0\"},",
                "\""
            })
    void aLargeTextOfOneKindTakesLinearTime(String piece) {
        byte[] text = piece.repeat(LARGE_BYTES / piece.length()).getBytes(StandardCharsets.US_ASCII);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> READERS.forEach(reader -> readOrRefuse(reader, text)));
    }

    private static void readOrRefuse(Function<byte[], Object> reader, byte[] capture) {
        try {
            assertThat(reader.apply(capture)).isNotNull();
        } catch (CaptureException refused) {
            assertThat(refused.getMessage())
                    .matches(
                            "(dmesg|iomem|memmap|acpidump|iasl|hexdump|nodes|numactl|lsmem|daxctl|cxl)(, line \\d+)?: [ -~…]{10,400}");
        }
    }

    private static byte[] damage(byte[] capture, SplittableRandom random) {
        byte[] damaged = capture.clone();
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(3)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] = damaged[random.nextInt(damaged.length)];
                default ->
                    System.arraycopy(capture, 0, damaged, at, Math.min(random.nextInt(200), damaged.length - at));
            }
        }
        return Arrays.copyOf(damaged, random.nextInt(damaged.length / 2, damaged.length + 1));
    }

    private static Object sysfs(byte[] text) {
        return Sysfs.parse(Map.of("nodes", text));
    }

    private static Object lsmemJson(byte[] text) {
        return Lsmem.parse(JsonTree.read(Lsmem.SOURCE, text, Lsmem::reads));
    }

    private static Object daxctl(byte[] text) {
        return DaxctlList.parse(JsonTree.read(DaxctlList.SOURCE, text, DaxctlList::reads));
    }

    private static Object cxl(byte[] text) {
        return CxlList.parse(JsonTree.read(CxlList.SOURCE, text, CxlList::reads));
    }
}
