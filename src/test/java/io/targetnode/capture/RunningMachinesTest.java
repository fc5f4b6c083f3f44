package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.topology.intake.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The evidence of booted machines after a CXL region was created, if their kernel supports it. Expected values were
 * read by hand.
 */
class RunningMachinesTest {

    private static final String NONE = "-";
    private static final String WINDOW_A = "0x110000000-0x14fffffff";
    private static final String LOW_A = "0x0-0x3fffffff@0, 0x40000000-0x7fffffff@1";
    private static final String AROUND_E = "0x40000000-0x5fffffff@0, 0x60000000-0x7fffffff@1";
    private static final String WITHOUT_CXL_E = "0x0-0x1fffffff@0, " + AROUND_E;
    private static final String ON_NODE_2_E = "0x0-0x1fffffff@0, 0x20000000-0x2fffffff@2, " + AROUND_E;
    private static final String A = LOW_A + ", 0x110000000-0x12fffffff@2";
    private static final String C =
            "0x0-0x3fffffff@0, 0x40000000-0x5fffffff@2, 0x60000000-0x9fffffff@3, 0x110000000-0x11fffffff@4";
    private static final String D =
            LOW_A + ", 0x100000000-0x11fffffff@0, 0x120000000-0x13fffffff@1, 0x310000000-0x32fffffff@2";
    private static final String F9 = "0x0-0x1fffffff@0, 0x40000000-0x7fffffff@0";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "A-one-window/6.12.107|" + A + "|{0=992296, 1=1013236, 2=524288}|{4=[0, 1], 22=[2]}",
                "A-one-window/6.12.74|" + A + "|{0=992512, 1=1013236, 2=524288}|{4=[0, 1], 22=[2]}",
                "A-one-window/7.3.4|" + A + "|{0=985956, 1=1010160, 2=524288}|{4=[0, 1], 22=[2]}",
                "C-hmat-cpuless/7.3.4|" + C
                        + "|{0=985956, 1=0, 2=515920, 3=1009992, 4=262144}|{4=[0], 22=[4], 36=[2], 450=[3]}",
                "D-hotplug-maxmem/6.12.74|" + D + "|{0=1516800, 1=1471220, 2=524288}|{4=[0, 1], 22=[2]}",
                "D-hotplug-maxmem/7.3.4|" + D + "|{0=1510244, 1=1468144, 2=524288}|{4=[0, 1], 22=[2]}",
                "E-seed-sandwich/6.1.176|" + WITHOUT_CXL_E + "|{0=985472, 1=497136}|{4=[0, 1]}",
                "E-seed-sandwich/6.12.107|" + ON_NODE_2_E + "|{0=992296, 1=497144, 2=262144}|{4=[0, 1], 22=[2]}",
                "E-seed-sandwich/6.12.74|0x0-0x2fffffff@0, " + AROUND_E + "|{0=1254656, 1=497144}|{4=[0, 1]}",
                "E-seed-sandwich/7.3.4|" + ON_NODE_2_E + "|{0=985956, 1=494068, 2=262144}|{4=[0, 1], 22=[2]}",
                "F1-cfmw-in-hotplug/6.1.176|" + WITHOUT_CXL_E + "|{0=985472, 1=497308}|{4=[0, 1]}",
                "F1-cfmw-in-hotplug/6.12.74|" + WITHOUT_CXL_E + "|{0=992512, 1=497312}|{4=[0, 1]}",
                "F1-cfmw-in-hotplug/7.3.4|" + WITHOUT_CXL_E + "|{0=985956, 1=494240}|{4=[0, 1]}",
                "F3a-overlap-same-node/6.12.74|" + WITHOUT_CXL_E + "|{0=992512, 1=497144}|{4=[0, 1]}",
                "F3a-overlap-same-node/7.3.4|" + WITHOUT_CXL_E + "|{0=985956, 1=494068}|{4=[0, 1]}",
                "F9-seed-numa-off/6.12.74|" + F9 + "|{0=1486924}|{4=[0]}",
                "F9-seed-numa-off/7.3.4|" + F9 + "|{0=1477300}|{4=[0]}",
            })
    void sysfsShowsOnlineMemorySizesAndTiers(String name, String online, String kibibytes, String tiers) {
        Sysfs sysfs = sysfs(Machine.named(name));
        assertThat(sysfs.online().stream().map(run -> run.range() + "@" + run.node()))
                .containsExactly(online.split(", "));
        assertThat(sysfs.nodeKibibytes()).hasToString(kibibytes);
        assertThat(sysfs.tiers()).hasToString(tiers);
        assertThat(sysfs.warnings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "A-one-window/6.12.107|{0=969, 1=989, 2=512}",
                "A-one-window/6.12.74|{0=969, 1=989, 2=512}",
                "A-one-window/7.3.4|{0=962, 1=986, 2=512}",
                "C-hmat-cpuless/7.3.4|{0=962, 1=0, 2=503, 3=986, 4=256}",
                "D-hotplug-maxmem/6.12.74|{0=1481, 1=1436, 2=512}",
                "D-hotplug-maxmem/7.3.4|{0=1474, 1=1433, 2=512}",
                "E-seed-sandwich/6.1.176|{0=962, 1=485}",
                "E-seed-sandwich/6.12.107|{0=969, 1=485, 2=256}",
                "E-seed-sandwich/6.12.74|{0=1225, 1=485}",
                "E-seed-sandwich/7.3.4|{0=962, 1=482, 2=256}",
                "F1-cfmw-in-hotplug/6.1.176|{0=962, 1=485}",
                "F1-cfmw-in-hotplug/6.12.74|{0=969, 1=485}",
                "F1-cfmw-in-hotplug/7.3.4|{0=962, 1=482}",
                "F3a-overlap-same-node/6.12.74|{0=969, 1=485}",
                "F3a-overlap-same-node/7.3.4|{0=962, 1=482}",
                "F9-seed-numa-off/6.12.74|{0=1452}",
                "F9-seed-numa-off/7.3.4|{0=1442}",
            })
    void numactlShowsTheSizesThatSysfsShowsRoundedDown(String name, String mebibytes) {
        Machine machine = Machine.named(name);
        Numactl numactl = Numactl.parse(machine.bytes("after/numactl-H.txt"));
        assertThat(numactl.nodeMebibytes()).hasToString(mebibytes);
        SortedMap<Integer, Long> kibibytes = sysfs(machine).nodeKibibytes();
        assertThat(numactl.nodeMebibytes().keySet()).isEqualTo(kibibytes.keySet());
        kibibytes.forEach((node, kib) -> assertThat(numactl.nodeMebibytes()).containsEntry(node, kib / 1024));
    }

    /** The window, the region with its dax device and its RAM, the device's target node. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "A-one-window/6.12.107," + WINDOW_A + ",0x110000000-0x12fffffff,2",
        "A-one-window/6.12.74," + WINDOW_A + ",0x110000000-0x12fffffff,2",
        "A-one-window/7.3.4," + WINDOW_A + ",0x110000000-0x12fffffff,2",
        "C-hmat-cpuless/7.3.4,0x110000000-0x12fffffff,0x110000000-0x11fffffff,4",
        "D-hotplug-maxmem/6.12.74,0x310000000-0x32fffffff,0x310000000-0x32fffffff,2",
        "D-hotplug-maxmem/7.3.4,0x310000000-0x32fffffff,0x310000000-0x32fffffff,2",
        "E-seed-sandwich/6.1.176,0x20000000-0x2fffffff,-,-",
        "E-seed-sandwich/6.12.107,0x20000000-0x2fffffff,0x20000000-0x2fffffff,2",
        "E-seed-sandwich/6.12.74,0x20000000-0x2fffffff,0x20000000-0x2fffffff,0",
        "E-seed-sandwich/7.3.4,0x20000000-0x2fffffff,0x20000000-0x2fffffff,2",
    })
    void iomemCxlAndDaxctlShowTheWindowTheRegionAndItsNode(
            String name, String window, String region, String targetNode) {
        Machine machine = Machine.named(name);
        Iomem iomem = Iomem.parse(machine.bytes("after/iomem.txt"));
        CxlList cxl =
                CxlList.parse(JsonTree.read(CxlList.SOURCE, machine.bytes("after/cxl-list-vvv.json"), CxlList::reads));
        assertThat(iomem.windows()).extracting(CxlWindow::toString).containsExactly(window(window));
        assertThat(cxl.windows()).isEqualTo(iomem.windows());
        assertThat(cxl.warnings()).isEmpty();
        assertThat(cxl.regions()).isEqualTo(iomem.regions());
        if (region.equals(NONE)) {
            assertThat(iomem.regions()).isEmpty();
            assertThat(iomem.devices()).isEmpty();
            assertThat(cxl.devices()).isEmpty();
            return;
        }
        assertThat(iomem.regions()).extracting(NamedRange::toString).containsExactly(named("region0", region));
        assertThat(iomem.devices()).extracting(NamedRange::toString).containsExactly(named("dax0.0", region));
        assertThat(iomem.driverManagedRam()).extracting(Object::toString).containsExactly(region);
        assertThat(cxl.devices()).singleElement().satisfies(device -> {
            assertThat(device.name()).isEqualTo("dax0.0");
            assertThat(device.targetNode()).hasValue(Integer.parseInt(targetNode));
            assertThat(device.range())
                    .hasValueSatisfying(range -> assertThat(range).hasToString(region));
            assertThat(device.sizeBytes()).hasValue(device.range().orElseThrow().sizeBytes());
            assertThat(device.systemRam()).isTrue();
        });
        DaxctlList daxctl = DaxctlList.parse(
                JsonTree.read(DaxctlList.SOURCE, machine.bytes("after/daxctl-list.json"), DaxctlList::reads));
        assertThat(daxctl.devices().stream()
                        .map(device -> device.at(iomem.devices().get(0).range())))
                .containsExactlyElementsOf(cxl.devices());
    }

    @Test
    void machinesWithoutADriverListNoWindow() {
        for (Machine machine : Machine.all()) {
            if (machine.scenario().startsWith("F")) {
                Iomem iomem = Iomem.parse(machine.bytes("after/iomem.txt"));
                assertThat(iomem.windows()).isEmpty();
                assertThat(iomem.regions()).isEmpty();
                assertThat(iomem.devices()).isEmpty();
                assertThat(iomem.driverManagedRam()).isEmpty();
            }
        }
    }

    @Test
    void pathsMayBeCompleteAndLinksMayBeginWithBlocks() {
        for (Machine machine : Machine.all()) {
            List<String> lines = new ArrayList<>();
            machine.text("after/memory-blocks.txt")
                    .lines()
                    .forEach(line -> lines.add("/sys/devices/system/memory/" + line));
            machine.text("after/nodes.txt")
                    .lines()
                    .map(line -> line.replaceFirst("^(node\\d+)/(memory\\d+)$", "/sys/devices/system/memory/$2/$1"))
                    .forEach(lines::add);
            machine.text("after/memory-tiers.txt")
                    .lines()
                    .forEach(line -> lines.add("/sys/devices/virtual/memory_tiering/" + line));
            assertThat(Sysfs.parse(
                            Map.of("memoryBlocks", String.join("\n", lines).getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo(sysfs(machine));
        }
    }

    private static Sysfs sysfs(Machine machine) {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        texts.put("memoryBlocks", machine.bytes("after/memory-blocks.txt"));
        texts.put("nodes", machine.bytes("after/nodes.txt"));
        texts.put("memoryTiers", machine.bytes("after/memory-tiers.txt"));
        return Sysfs.parse(texts);
    }

    private static String window(String range) {
        return "CxlWindow[number=0, range=%s]".formatted(range);
    }

    private static String named(String name, String range) {
        return "NamedRange[name=%s, range=%s]".formatted(name, range);
    }
}
