package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SysfsTest {

    private static final String BLOCK_SIZE = "block_size_bytes:8000000";

    private static Sysfs parse(String... lines) {
        return Sysfs.parse(Map.of("memoryBlocks", String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> online(String... lines) {
        return parse(lines).online().stream()
                .map(run -> run.range() + "@" + run.node())
                .toList();
    }

    private static void assertRefused(String message, String... lines) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse(lines))
                .withMessageStartingWith(message);
    }

    @Test
    void onlyOnlineBlocksOfOneNodeAreUsed() {
        assertThat(online(
                        BLOCK_SIZE,
                        "memory0/state:online",
                        "memory1/state:offline",
                        "memory2/state:going-offline",
                        "memory3/state: online ",
                        "memory3/state:online",
                        "memory5/state:online",
                        "node0/memory0",
                        "node0/memory1",
                        "node0/memory2",
                        "node1/memory3",
                        "node0/memory4"))
                .as("block 4 has no state, block 5 no node")
                .containsExactly("0x0-0x7ffffff@0", "0x18000000-0x1fffffff@1");
    }

    @Test
    void theSizeOfBlocksIsGivenWithOrWithoutThem() {
        assertThat(parse(BLOCK_SIZE).blockBytes()).hasValue(128 << 20);
        assertThat(parse("block_size_bytes:80000000").blockBytes()).hasValue(2L << 30);
        assertThat(parse("memory0/state:online").blockBytes()).isEmpty();
    }

    @Test
    void withoutAnyStateAllLinkedBlocksAreOnline() {
        assertThat(online(BLOCK_SIZE, "node0/memory0", "node0/memory1", "node1/memory2"))
                .containsExactly("0x0-0xfffffff@0", "0x10000000-0x17ffffff@1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node3/memory2",
                "memory2/node3",
                "/sys/devices/system/node/node3/memory2",
                "/sys/devices/system/memory/memory2/node3/",
                "/sys/devices/system/node/node3/memory2 -> ../../memory/memory2",
                "node3/memory2: symbolic link",
                "memory2/node3:",
                "/sys/devices/system/node/node3/memory2/state:online",
                "/sys/devices/system/memory/memory2/node3/memory2/phys_index:00000002",
            })
    void aLinkIsRecognisedByAdjacentNames(String link) {
        assertThat(online(BLOCK_SIZE, link)).containsExactly("0x10000000-0x17ffffff@3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "memory2/x/node3",
                "node3",
                "memory2",
                "node3/memory",
                "node3/memory2x",
                "nodes3/memory2",
                "memory_tier3/memory2",
                "node3/memory1234567890123",
                "node3/cpumap:3",
                "memory3/cpulist:0-1",
                "node3/cpulist:",
                "node3/state:online",
                "node3/meminfo:Node 3 MemFree: 1 kB",
                "memory2/phys_device:0",
                "memory2/state:",
                "memory2/nodelist:1",
                "memory_tier4/uevent:online",
                "auto_online_blocks:online",
                "block_size_bytes",
                "Node MemTotal: 1 kB",
            })
    void otherLinesAreIgnored(String line) {
        assertThat(parse(BLOCK_SIZE, line, "")).isEqualTo(parse(BLOCK_SIZE));
        assertRefused("memoryBlocks: no line like 'memory4/state:online', 'node0/memory4' or", line);
    }

    @Test
    void blocksOfSeveralNodesAreLeftOutAndCounted() {
        Sysfs sysfs = parse(
                BLOCK_SIZE,
                "memory1/state:online",
                "memory2/state:online",
                "memory3/state:offline",
                "node0/memory1",
                "memory1/node0",
                "node0/memory2",
                "node1/memory2",
                "node0/memory3",
                "node1/memory3");
        assertThat(sysfs.online()).singleElement().hasToString("OnlineMemory[range=0x8000000-0xfffffff, node=0]");
        assertThat(sysfs.warnings()).containsExactly("1 memory blocks belong to several nodes each and are left out");
    }

    @Test
    void warningsNameMissingFiles() {
        assertThat(parse("node0/memory1", "memory1/state:online").warnings())
                .containsExactly(
                        "the nodes of memory blocks are not used, because the blocks' size is not given (block_size_bytes)");
        assertThat(parse(BLOCK_SIZE, "memory1/state:online").warnings())
                .containsExactly("the states of memory blocks are not used, as links like node0/memory4 are not given");
        assertThat(parse(BLOCK_SIZE).warnings()).isEmpty();
    }

    @Test
    void textsAreReadAsOneAndAnEmptyTextIsAccepted() {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        texts.put("memoryBlocks", (BLOCK_SIZE + "\nmemory1/state:online\n").getBytes(StandardCharsets.UTF_8));
        texts.put("nodes", "node5/memory1".getBytes(StandardCharsets.UTF_8));
        texts.put("memoryTiers", "\n \n".getBytes(StandardCharsets.UTF_8));
        assertThat(Sysfs.parse(texts).online())
                .singleElement()
                .hasToString("OnlineMemory[range=0x8000000-0xfffffff, node=5]");
        texts.put("nodes", "node5/memory1\nmemory1/state:offline".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> Sysfs.parse(texts))
                .withMessage("memoryBlocks, nodes, memoryTiers: memory1 is online in one line and not in another");
        texts.put("memoryTiers", "hello".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> Sysfs.parse(texts))
                .withMessageStartingWith("memoryTiers: no line like");
    }

    @Test
    void theFirstAndLastAddressesAreValid() {
        assertThat(online("block_size_bytes:8000000", "node0/memory137438953471"))
                .containsExactly("0xfffffffff8000000-0xffffffffffffffff@0");
        assertThat(online("block_size_bytes:8000000000000000", "node0/memory0", "node0/memory1", "node0/memory1"))
                .containsExactly("0x0-0xffffffffffffffff@0");
        assertRefused(
                "memoryBlocks: memory137438953472 lies beyond 2^64",
                "block_size_bytes:8000000",
                "node0/memory137438953472");
    }

    @Test
    void sizesOfNodesComeWithOrWithoutPath() {
        assertThat(parse(
                                "Node 1 MemTotal:  7 kB",
                                "a/b/node0/meminfo: Node 0 MemTotal: 0 kB",
                                "node0/meminfo:Node 0 MemTotal:0 kB")
                        .nodeKibibytes())
                .hasToString("{0=0, 1=7}");
    }

    @Test
    void tiersHaveListsOfNodes() {
        assertThat(parse("memory_tier4/nodelist:0-2,5,1", "x/memory_tier961/nodelist: 7", "memory_tier4/nodelist:0-2,5")
                        .tiers())
                .hasToString("{4=[0, 1, 2, 5], 961=[7]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "block_size_bytes:0|the size of memory blocks is not a power of two",
                "block_size_bytes:3|the size of memory blocks is not a power of two",
                "block_size_bytes:80000000|a second size of memory blocks",
                "block_size_bytes:0x8000000|the size of memory blocks is not a hexadecimal number; sysfs prints it",
                "memory4/phys_index:g|the index of a memory block is not a hexadecimal number",
                "memory4/phys_index:10000000000000000|the index of a memory block does not fit into 64 bits",
                "memory4/phys_index:00000005|memory4 has the index 0x5",
                "node65536/memory4|node 65536 is out of range; node numbers are below 65,536",
                "Node 65536 MemTotal: 1 kB|node 65536 is out of range; node numbers are below 65,536",
                "Node 0 MemTotal: 2 kB|a second, different MemTotal of node 0",
                "memory_tier1000000000/nodelist:1|tier 1000000000 is out of range; tier numbers are below 1,000,000,000",
                "memory_tier4/nodelist:0|a second, different list of nodes of tier 4",
                "memory_tier5/nodelist:1,|a list of nodes like 0-2,5 was expected",
                "memory_tier5/nodelist:secret|a list of nodes like 0-2,5 was expected",
                "memory_tier5/nodelist:2-1|the list of nodes has a range that ends at 1, before its start 2",
                "memory_tier5/nodelist:0-65536|node 65536 is out of range; node numbers are below 65,536",
            })
    void aMalformedLineIsRefusedWithItsNumber(String line, String message) {
        assertRefused(
                "memoryBlocks, line 4: " + message,
                BLOCK_SIZE,
                "Node 0 MemTotal: 1 kB",
                "memory_tier4/nodelist:1",
                line);
    }

    @Test
    void tooManyBlocksRangesOrNodesAreRefused() {
        Line line = new Line("memoryBlocks", 9, "");
        MemoryBlocks blocks = new MemoryBlocks();
        blocks.size(line, 0x8000000);
        LongStream.range(0, MemoryBlocks.MAX_BLOCKS).forEach(block -> blocks.link(line, block, 0));
        assertThat(blocks.online("memoryBlocks")).hasToString("[OnlineMemory[range=0x0-0x7fffffffffff, node=0]]");
        MemoryBlocks full = new MemoryBlocks();
        LongStream.range(0, MemoryBlocks.MAX_BLOCKS).forEach(block -> full.link(line, 0, 0));
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> full.link(line, 0, 0))
                .withMessage("memoryBlocks, line 9: more than 1,048,576 memory blocks; no machine has that many");
        String separate = LongStream.rangeClosed(0, OnlineRuns.MAX_RUNS)
                .mapToObj(run -> "node0/memory" + 2 * run)
                .collect(Collectors.joining("\n"));
        assertRefused("memoryBlocks: more than 65,536 separate ranges are online", BLOCK_SIZE, separate);
        assertRefused(
                "memoryBlocks, line 2: more than 65,536 nodes in lists of nodes",
                "memory_tier4/nodelist:0-65535",
                "memory_tier5/nodelist:1");
    }
}
