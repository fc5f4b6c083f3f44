package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemblockTest {

    static Stream<Machine> machines() {
        return Machine.allOfArm64().stream().filter(machine -> machine.has("memblock-memory.txt"));
    }

    /** The log lists whole pages only, and leaves out a page that a region shares with another one. */
    @ParameterizedTest
    @MethodSource("machines")
    void theListHoldsTheEarlyNodeRangesOfTheBootLog(Machine machine) {
        UsableRam listed = UsableRam.of(
                Memblock.parse(machine.bytes("memblock-memory.txt")).ram());
        UsableRam logged = BootLog.parse(machine.bytes("dmesg.txt"))
                .usableRam()
                .orElseThrow()
                .normalised();
        assertThat(logged.ranges()).allMatch(listed::overlaps);
        assertThat(listed.low()).isEqualTo(logged.low());
        assertThat(listed.high()).isEqualTo(logged.high());
    }

    @Test
    void olderKernelsPrintNeitherNodeNorFlags() {
        assertThat(parse("   0: 0x0000000040000000..0x000000005fffffff\n   1: 0x80000000..0x9fffffff\n"))
                .containsExactly(new AddressRange(0x40000000, 0x5fffffff), new AddressRange(0x80000000L, 0x9fffffffL));
    }

    @Test
    void memoryThatADriverAddedWasNotThereAtBoot() {
        assertThat(parse("""
                   0: 0x0000000040000000..0x000000005fffffff    0 NONE
                   1: 0x0000000060000000..0x000000006fffffff    2 DRV_MNG
                   2: 0x0000000070000000..0x000000007fffffff    0 HOTPLUG|NOMAP
                """))
                .containsExactly(new AddressRange(0x40000000, 0x5fffffff), new AddressRange(0x70000000, 0x7fffffff));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   0: 0x0000000060000000..0x000000006fffffff    2 DRV_MNG\n",
                "   1: 0x0000000060000000..0x000000006fffffff    2 NONE\n",
                "   0: 0x0000000060000000..0x000000006fffffff    2 NONE\n   0: 0x70000000..0x7fffffff    2 NONE\n",
                "   0: 0x0000000060000000..0x000000005fffffff    2 NONE\n",
                "   0: 0x0000000060000000..0x000000006fffffff    x RSRV_NOINIT\n",
                "   0: 0x0000000060000000-0x000000006fffffff\n"
            })
    void otherListsAndMalformedLinesAreRefused(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("memblock");
    }

    @Test
    void theNumberOfRegionsIsLimited() {
        String line = "%d: 0x0000000060000000..0x000000006fffffff\n";
        String text = IntStream.rangeClosed(0, MemblockReader.MAX_REGIONS)
                .mapToObj(line::formatted)
                .collect(Collectors.joining());
        assertThatThrownBy(() -> parse(text)).hasMessageContaining("65,536 regions");
    }

    private static List<AddressRange> parse(String text) {
        return Memblock.parse(text.getBytes(StandardCharsets.UTF_8)).ram();
    }
}
