package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.targetnode.capture.BootLog;
import io.targetnode.capture.CaptureException;
import io.targetnode.capture.CxlWindow;
import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.Iomem;
import io.targetnode.capture.Machine;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.MemoryTier;
import io.targetnode.topology.evidence.NodeSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostEvidenceTest {

    private static final Machine SEED = Machine.of("E-seed-sandwich", "6.12.74");
    private static final AddressRange WINDOW = new AddressRange(0x20000000, 0x2fffffff);
    private static final String IOMEM = "00100000-1fffffff : System RAM\n";

    static List<Machine> machines() {
        return Machine.all();
    }

    @Test
    void aKernelBeforeTheFixShowsTheWindowOnTheNodeAroundIt() {
        HostEvidence shown = shown(SEED);
        assertThat(shown.evidence())
                .isEqualTo(new Evidence(
                        shown.evidence().log(),
                        List.of(),
                        List.of(
                                new OnlineMemory(new AddressRange(0, 0x2fffffff), 0),
                                new OnlineMemory(new AddressRange(0x40000000, 0x5fffffff), 0),
                                new OnlineMemory(new AddressRange(0x60000000, 0x7fffffff), 1)),
                        List.of(new DaxDevice(
                                "dax0.0", OptionalLong.of(256 << 20), OptionalInt.of(0), Optional.of(WINDOW), true)),
                        List.of(new CxlWindow(0, WINDOW)),
                        List.of(WINDOW),
                        List.of(new NodeSize(0, 1254656L << 10, 1024), new NodeSize(1, 497144L << 10, 1024)),
                        List.of(new MemoryTier(4, List.of(0, 1))),
                        Optional.of(List.of(0))));
        assertThat(shown.evidence().log())
                .hasValueSatisfying(log -> assertThat(log.lines()).hasSize(12));
        assertThat(shown.warnings()).isEmpty();
        assertThat(shown.unused())
                .containsExactly("numactl: the sizes of nodes are taken from memoryBlocks, nodes, memoryTiers");
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theFilesOfARealMachineDoNotContradictEachOther(Machine machine) {
        assertThat(shown(machine).warnings()).isEmpty();
    }

    /** Added DIMMs look like RAM at boot, but the log shows no RAM there. Drivers added the rest. */
    @ParameterizedTest
    @MethodSource("machines")
    void theLogDistinguishesMemoryThatWasAddedLater(Machine machine) {
        Evidence evidence = shown(machine).evidence();
        List<AddressRange> devices = evidence.devices().stream()
                .flatMap(device -> device.range().stream())
                .toList();
        if (machine.scenario().startsWith("D-")) {
            assertThat(evidence.added())
                    .containsExactly(
                            new AddressRange(0x100000000L, 0x11fffffffL),
                            new AddressRange(0x120000000L, 0x13fffffffL),
                            new AddressRange(0x310000000L, 0x32fffffffL));
            assertThat(evidence.added()).containsAll(devices);
        } else {
            assertThat(evidence.added()).isEqualTo(devices);
        }
    }

    @Test
    void withoutALogOnlyDriverManagedRamIsKnownToBeAdded() {
        Machine hotplug = Machine.of("D-hotplug-maxmem", "7.3.4");
        assertThat(of(Map.of(HostFile.IOMEM, hotplug.bytes("after/iomem.txt")))
                        .evidence()
                        .added())
                .containsExactly(new AddressRange(0x310000000L, 0x32fffffffL));
    }

    @Test
    void ramOfLessThanAPageIsNotAdded() {
        HostEvidence shown = gathered(
                Map.of(
                        HostFile.IOMEM,
                        text(IOMEM + "200000100-200000fff : System RAM\n200001000-200001fff : System RAM\n")),
                Optional.of(BootLog.parse(SEED.bytes("dmesg.txt"))));
        assertThat(shown.evidence().added()).containsExactly(new AddressRange(0x200001000L, 0x200001fffL));
    }

    @Test
    void withoutFilesThereIsNoEvidence() {
        assertThat(of(Map.of()))
                .isEqualTo(new HostEvidence(Evidence.NONE, java.util.OptionalLong.empty(), List.of(), List.of()));
    }

    @Test
    void numactlShowsTheSizesOfNodes() {
        assertThat(of(Map.of(HostFile.NUMACTL, SEED.bytes("after/numactl-H.txt")))
                        .evidence()
                        .nodeSizes())
                .containsExactly(new NodeSize(0, 1225L << 20, 1 << 20), new NodeSize(1, 485L << 20, 1 << 20));
    }

    @Test
    void lsmemIsUsedWhereSysfsShowsNothingOnline() {
        byte[] lsmem = lsmem("0x0-0x2fffffff", 0);
        List<OnlineMemory> online = List.of(new OnlineMemory(new AddressRange(0, 0x2fffffff), 0));
        assertThat(of(Map.of(HostFile.LSMEM, lsmem)).evidence().online()).isEqualTo(online);
        assertThat(of(Map.of(HostFile.LSMEM, text("RANGE STATE NODE\n0x0-0x2fffffff online 0")))
                        .evidence()
                        .online())
                .isEqualTo(online);
        assertThat(of(Map.of(HostFile.LSMEM, lsmem, HostFile.MEMORY_BLOCKS, text("memory0/state:online")))
                        .evidence()
                        .online())
                .isEqualTo(online);
    }

    @Test
    void differentOnlineMemoryOfLsmemAndSysfsIsAWarning() {
        byte[] blocks = text("block_size_bytes:10000000\nnode0/memory0\nnode0/memory1\nnode0/memory2");
        HostEvidence same = of(Map.of(HostFile.MEMORY_BLOCKS, blocks, HostFile.LSMEM, lsmem("0x0-0x2fffffff", 0)));
        assertThat(same.unused()).containsExactly("lsmem: online memory is taken from memoryBlocks");
        assertThat(same.warnings()).isEmpty();
        HostEvidence other = of(Map.of(HostFile.MEMORY_BLOCKS, blocks, HostFile.LSMEM, lsmem("0x0-0x2fffffff", 1)));
        assertThat(other.evidence().online()).containsExactly(new OnlineMemory(new AddressRange(0, 0x2fffffff), 0));
        assertThat(other.warnings())
                .containsExactly(
                        "lsmem and memoryBlocks show different online memory: they were captured at different times or on different machines.");
        HostEvidence nothing =
                of(Map.of(HostFile.MEMORY_BLOCKS, blocks, HostFile.LSMEM, text("RANGE STATE\n0x0-0xfff online")));
        assertThat(nothing.warnings())
                .containsExactly(
                        "lsmem: 1 online ranges have no node and are left out; 'lsmem -J -o+NODE' shows the nodes.");
    }

    @Test
    void aWarningAboutAFileNamesTheFile() {
        assertThat(of(Map.of(HostFile.NODES, text("node0/memory1"))).warnings())
                .containsExactly(
                        "nodes: the nodes of memory blocks are not used, because the blocks' size is not given (block_size_bytes).");
        assertThat(of(Map.of(HostFile.CXL, text("{\"decoder\":\"decoder0.0\",\"resource\":0,\"size\":\"x\"}")))
                        .warnings())
                .containsExactly(
                        "cxl: 1 windows or regions with a rounded size are left out; 'cxl list -vvv' without -u shows bytes.");
    }

    @Test
    void windowsThatDifferAreAWarning() {
        HostEvidence shown = of(
                Map.of(
                        HostFile.IOMEM,
                                text(IOMEM + "100000000-1ffffffff : CXL Window 1\n20000000-2fffffff : CXL Window 0\n"),
                        HostFile.CXL,
                                text(
                                        "[{\"decoder\":\"decoder0.1\",\"resource\":4294967296,\"size\":4294967296},{\"decoder\":\"decoder0.0\",\"resource\":0,\"size\":268435456}]")));
        assertThat(shown.evidence().windows())
                .containsExactly(
                        new CxlWindow(0, WINDOW), new CxlWindow(1, new AddressRange(0x100000000L, 0x1ffffffffL)));
        assertThat(shown.warnings())
                .containsExactly(
                        "CXL window 0 is listed at [mem 0x20000000-0x2fffffff] and at [mem 0x00000000-0x0fffffff]: the first is used.");
    }

    @Test
    void aDeviceOfDaxctlGetsTheRangeOfIomemElseOfItsRegion() {
        byte[] daxctl = text("{\"chardev\":\"dax0.0\",\"target_node\":1,\"mode\":\"system-ram\"}");
        byte[] cxl = text(
                "{\"region\":\"region0\",\"resource\":536870912,\"size\":268435456,\"daxregion\":{\"devices\":[{\"chardev\":\"dax0.0\",\"target_node\":2}]}}");
        HostEvidence both = of(Map.of(HostFile.DAXCTL, daxctl, HostFile.CXL, cxl));
        assertThat(both.evidence().devices())
                .containsExactly(new DaxDevice(
                        "dax0.0", OptionalLong.of(256 << 20), OptionalInt.of(1), Optional.of(WINDOW), true));
        assertThat(both.warnings())
                .containsExactly("daxctl and cxl list different target nodes for dax0.0: the one from daxctl is used.");
        assertThat(of(Map.of(HostFile.DAXCTL, daxctl)).evidence().devices())
                .containsExactly(
                        new DaxDevice("dax0.0", OptionalLong.empty(), OptionalInt.of(1), Optional.empty(), true));
        HostEvidence elsewhere =
                of(Map.of(HostFile.CXL, cxl, HostFile.IOMEM, text(IOMEM + "30000000-3fffffff : dax0.0\n")));
        assertThat(elsewhere.evidence().devices().get(0).range()).contains(new AddressRange(0x30000000, 0x3fffffff));
        assertThat(elsewhere.warnings())
                .containsExactly(
                        "dax0.0 is listed at [mem 0x20000000-0x2fffffff], but iomem shows it at [mem 0x30000000-0x3fffffff].");
        HostEvidence pieces = of(Map.of(
                HostFile.CXL,
                cxl,
                HostFile.IOMEM,
                text(IOMEM + "20000000-27ffffff : dax0.0\n28000000-2fffffff : dax0.0\n")));
        assertThat(pieces.evidence().devices().get(0).range()).isEmpty();
        assertThat(pieces.warnings()).isEmpty();
    }

    @Test
    void aDeviceThatOnlyIomemListsIsIgnored() {
        assertThat(of(Map.of(HostFile.IOMEM, text(IOMEM + "30000000-3fffffff : dax0.0\n")))
                        .evidence()
                        .devices())
                .isEmpty();
    }

    @Test
    void emptyListsAreNoContradiction() {
        assertThat(of(Map.of(HostFile.DAXCTL, new byte[0], HostFile.CXL, text("[\n]\n")))
                        .evidence()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aWrongFileIsRefusedWithoutShowingItsContent() {
        for (HostFile file : List.of(
                HostFile.MEMORY_BLOCKS,
                HostFile.NODES,
                HostFile.MEMORY_TIERS,
                HostFile.LSMEM,
                HostFile.DAXCTL,
                HostFile.CXL,
                HostFile.NUMACTL,
                HostFile.IOMEM)) {
            for (String secret :
                    List.of("secret-4711", "  secret-4711", "{\"secret-4711\":\"secret-4711\"}", "[\"secret-4711\"]")) {
                assertThatExceptionOfType(CaptureException.class)
                        .isThrownBy(() -> of(Map.of(file, text(secret))))
                        .satisfies(refused -> assertThat(refused.place()).matches(file.apiName() + "(, line \\d+)?"))
                        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret"));
            }
        }
    }

    private static HostEvidence shown(Machine machine) {
        Map<HostFile, byte[]> files = new EnumMap<>(HostFile.class);
        Map.of(
                        HostFile.IOMEM, "iomem.txt",
                        HostFile.MEMORY_BLOCKS, "memory-blocks.txt",
                        HostFile.NODES, "nodes.txt",
                        HostFile.MEMORY_TIERS, "memory-tiers.txt",
                        HostFile.NUMACTL, "numactl-H.txt",
                        HostFile.DAXCTL, "daxctl-list.json",
                        HostFile.CXL, "cxl-list-vvv.json")
                .forEach((file, name) -> {
                    if (Files.exists(machine.folder().resolve("after").resolve(name))) {
                        files.put(file, machine.bytes("after/" + name));
                    }
                });
        return gathered(files, Optional.of(BootLog.parse(machine.bytes("dmesg.txt"))));
    }

    private static HostEvidence of(Map<HostFile, byte[]> files) {
        return gathered(files, Optional.empty());
    }

    private static byte[] lsmem(String range, int node) {
        return text(" \n{\"memory\":[{\"range\":\"%s\",\"state\":\"online\",\"node\":%d}]}".formatted(range, node));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A stored document requires disjoint ranges, so overlapping ranges of an unusual file are merged. */
    @Test
    void overlappingRangesOfAddedMemoryAreMerged() {
        String iomem = """
                00001000-1fffffff : System RAM
                100000000-1ffffffff : System RAM (kmem)
                  120000000-13fffffff : System RAM (kmem)
                180000000-27fffffff : System RAM (virtio_mem)
                300000000-30fffffff : System RAM (kmem)
                """;
        Map<HostFile, byte[]> files = Map.of(HostFile.IOMEM, iomem.getBytes(StandardCharsets.UTF_8));
        assertThat(gathered(files, Optional.empty()).evidence().added())
                .containsExactly(
                        new AddressRange(0x100000000L, 0x27fffffffL), new AddressRange(0x300000000L, 0x30fffffffL));
    }

    private static HostEvidence gathered(Map<HostFile, byte[]> files, Optional<BootLog> log) {
        ReadFacts facts = new ReadFacts();
        return HostEvidence.of(
                files,
                log,
                Optional.ofNullable(files.get(HostFile.IOMEM)).map(Iomem::parse),
                new HostTables(files, log, facts),
                facts);
    }
}
