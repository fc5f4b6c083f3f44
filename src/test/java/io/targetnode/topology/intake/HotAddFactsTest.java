package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.memory.AddressRange;
import io.targetnode.topology.HotAdd;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts about memory that is added after the boot, each from the best file. */
class HotAddFactsTest {

    private static final String LOG = """
            Linux version 6.12.118 (x) #1 SMP
            Command line: quiet
            BIOS-provided physical RAM map:
            BIOS-e820: [mem 0x0000000000000000-0x000000007fffffff] usable
            BIOS-e820: [mem 0x0000000100000000-0x000000013fffffff] soft reserved
            """;
    private static final String LATE_LOG = """
            Early memory node ranges
              node   0: [mem 0x0000000000001000-0x000000007fffffff]
            """;
    private static final String IOMEM = """
            00001000-7fffffff : System RAM
            200000000-23fffffff : Soft Reserved
            """;
    private static final String MEMMAP = """
            0 0x0 0x7fffffff System RAM
            1 0x300000000 0x33fffffff Soft Reserved
            """;

    @Test
    void softReservedMemoryIsThatOfTheLogElseOfIomemElseOfMemmap() {
        assertThat(read(HostFile.DMESG, LOG, HostFile.IOMEM, IOMEM).softReserved())
                .containsExactly(new AddressRange(0x100000000L, 0x13fffffffL));
        assertThat(read(HostFile.DMESG, LATE_LOG, HostFile.IOMEM, IOMEM).softReserved())
                .containsExactly(new AddressRange(0x200000000L, 0x23fffffffL));
        assertThat(read(HostFile.DMESG, LATE_LOG, HostFile.MEMMAP, MEMMAP).softReserved())
                .containsExactly(new AddressRange(0x300000000L, 0x33fffffffL));
        assertThat(read(HostFile.DMESG, LATE_LOG).softReserved()).isEmpty();
    }

    @Test
    void aMemmapThatCannotBeReadShowsNothing() {
        assertThat(read(HostFile.DMESG, LATE_LOG, HostFile.MEMMAP, "0 0x0 0xfff Reserved\n")
                        .softReserved())
                .isEmpty();
    }

    @Test
    void theSizeOfBlocksIsThatOfSysfsElseOfLsmemElseOfTheLog() {
        String log = LOG + "x86/mm: Memory block size: 2048MB\n";
        String lsmem = "RANGE STATE NODE\n0x0-0x7fffffff online 0\n\nMemory block size:       512M\n";
        String sysfs = "block_size_bytes:10000000\n";
        assertThat(read(HostFile.DMESG, log).blockBytes()).hasValue(2L << 30);
        assertThat(read(HostFile.DMESG, log, HostFile.LSMEM, lsmem).blockBytes())
                .hasValue(512 << 20);
        assertThat(read(HostFile.DMESG, log, HostFile.LSMEM, lsmem, HostFile.MEMORY_BLOCKS, sysfs)
                        .blockBytes())
                .hasValue(256 << 20);
        assertThat(read(HostFile.DMESG, LOG).blockBytes()).isEmpty();
    }

    @Test
    void theLogShowsTheHypervisor() {
        assertThat(read(HostFile.DMESG, LOG + "Hypervisor detected: KVM\n").hypervisor())
                .isTrue();
        assertThat(read(HostFile.DMESG, LOG).hypervisor()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "memory_hotplug.memmap_on_memory=1, true",
        "memory_hotplug.memmap_on_memory=Y, true",
        "memory-hotplug.memmap-on-memory=y, true",
        "memory_hotplug.memmap_on_memory=on, true",
        "memory_hotplug.memmap_on_memory=force, true",
        "quiet memory_hotplug.memmap_on_memory=1 memory_hotplug.memmap_on_memory=0, false",
        "memory_hotplug.memmap_on_memory=0 memory_hotplug.memmap_on_memory=true, true",
        "memory_hotplug.memmap_on_memory=off, false",
        "memory_hotplug.memmap_on_memory=n, false",
        "memory_hotplug.memmap_on_memory, false",
        "memory_hotplug.memmap_on_memory=, false",
        "-- memory_hotplug.memmap_on_memory=1, false",
        "xmemory_hotplug.memmap_on_memory=1, false",
        "memory_hotplug.online_policy=1, false",
        "quiet, false",
    })
    void theLastMemmapOnMemoryOfTheCommandLineCounts(String commandLine, boolean on) {
        assertThat(read(HostFile.DMESG, LOG.replace("quiet", commandLine)).memmapOnMemory())
                .isEqualTo(on);
        Declaration declared = new Declaration(Optional.empty(), Optional.of(commandLine), 1024);
        assertThat(DeclaredMachine.described(List.of(), declared).hotAdd().memmapOnMemory())
                .isEqualTo(on);
    }

    @Test
    void aDeclaredMachineHasNoOtherFacts() {
        assertThat(DeclaredMachine.described(List.of(), Declaration.NOTHING).hotAdd())
                .isEqualTo(HotAdd.NOTHING);
    }

    private static HotAdd read(Object... filesAndTexts) {
        Map<HostFile, byte[]> files = new EnumMap<>(HostFile.class);
        for (int i = 0; i < filesAndTexts.length; i += 2) {
            files.put((HostFile) filesAndTexts[i], ((String) filesAndTexts[i + 1]).getBytes(StandardCharsets.UTF_8));
        }
        return HostMachine.read(new HostFiles(files, Declaration.NOTHING, Map.of()))
                .machine()
                .hotAdd();
    }
}
