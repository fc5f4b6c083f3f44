package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.memory.AddressRange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The memory map that arm64 prints with efi=debug. */
class EfiMapTest {

    private static final String LOG = """
            [    0.000000] Booting Linux on physical CPU 0x0000000000 [0x410fd083]
            [    0.000000] Linux version 6.12.118+deb13-arm64 (x) (gcc) #1 SMP
            [    0.000000] efi: Processing EFI memory map:
            [    0.000000] efi:   0x000040000000-0x00005fffffff [Conventional|   |  |  |  |  |  |  |  |   |WB|WT|WC|UC]
            [    0.000000] efi:   0x000060000000-0x00006fffffff [Reserved    |   |  |  |  |  |  |  |  |   |WB|  |  |  ]
            [    0.000000] efi:   0x000070000000-0x00007fffffff [Conventional|   |  |SP|  |  |  |  |  |   |WB|  |  |  ]
            [    0.000000] efi:   0x000080000000-0x00008fffffff [Runtime Data|RUN|  |  |  |  |  |  |  |   |  |WT|  |  ]*
            [    0.000000] efi:   0x000090000000-0x00009fffffff [Runtime Data|RUN|  |  |  |  |  |  |  |   |  |  |WC|  ]*
            [    0.000000] efi:   0x000009000000-0x000009000fff [MMIO        |RUN|  |  |  |  |  |  |  |   |  |  |  |UC]
            [    0.000000] Kernel command line: %s
            """;

    @Test
    void everyCachedDescriptorIsRamWhateverItsTypeExceptSpecificPurposeMemory() {
        BootRam ram = parse(LOG.formatted("quiet")).orElseThrow();
        assertThat(ram.source()).isEqualTo(BootRam.Source.EFI_MAP);
        assertThat(ram.normalised().ranges())
                .containsExactly(new AddressRange(0x40000000, 0x6fffffff), new AddressRange(0x80000000L, 0x9fffffffL));
    }

    @Test
    void specificPurposeMemoryIsRamIfTheKernelDoesNotReserveIt() {
        assertThat(parse(LOG.formatted("efi=debug,nosoftreserve"))
                        .orElseThrow()
                        .normalised()
                        .ranges())
                .containsExactly(new AddressRange(0x40000000, 0x9fffffffL));
        assertThat(parse(LOG.formatted("efi=debug")).orElseThrow().normalised().count())
                .isEqualTo(2);
    }

    @Test
    void specificPurposeMemoryIsSoftReservedIfItIsNotRam() {
        assertThat(softReserved("quiet")).containsExactly(new AddressRange(0x70000000, 0x7fffffff));
        assertThat(softReserved("efi=debug,nosoftreserve")).isEmpty();
    }

    private static List<AddressRange> softReserved(String commandLine) {
        return BootLog.parse(LOG.formatted(commandLine).getBytes(StandardCharsets.UTF_8))
                .hotAdd()
                .softReserved();
    }

    @Test
    void theEarlyNodeRangesAreBetter() {
        String log = LOG.formatted("") + """
                [    0.000000] Early memory node ranges
                [    0.000000]   node   0: [mem 0x0000000040000000-0x000000005fffffff]
                [    0.000000] Initmem setup node 0 [mem 0x0000000040000000-0x000000005fffffff]
                """;
        assertThat(parse(log).orElseThrow().source()).isEqualTo(BootRam.Source.EARLY_NODE_RANGES);
    }

    @Test
    void theNumberOfDescriptorsIsLimited() {
        String log = IntStream.rangeClosed(0, BootLogReader.MAX_NODE_RANGES)
                .mapToObj(i -> "efi:   0x000040000000-0x00005fffffff [Conventional|WB]\n")
                .collect(Collectors.joining("", LOG.formatted(""), ""));
        assertThatThrownBy(() -> parse(log)).hasMessageContaining("65,536 descriptors");
    }

    private static Optional<BootRam> parse(String log) {
        return BootLog.parse(log.getBytes(StandardCharsets.UTF_8)).usableRam();
    }
}
