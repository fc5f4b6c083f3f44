package io.targetnode.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.Machines;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.memory.AddressRange;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackingRangesTest {

    @Test
    void theBackingDoesNotDependOnTheKernel() {
        BackingRanges ranges = BackingRanges.of(Machines.mission());
        assertThat(ranges.at(0)).isEqualTo(Backing.SYSTEM_RAM);
        assertThat(ranges.at(0x20000000L)).isEqualTo(Backing.CXL_WINDOW);
        assertThat(ranges.at(0x2fffffffL)).isEqualTo(Backing.CXL_WINDOW);
        assertThat(ranges.at(0x30000000L)).as("a hole that a join covered").isEqualTo(Backing.HOLE);
        assertThat(ranges.at(0x7fffffffL)).isEqualTo(Backing.SYSTEM_RAM);
        assertThat(ranges.at(0x80000000L)).isEqualTo(Backing.HOLE);
        assertThat(ranges.at(-1L)).isEqualTo(Backing.HOLE);
    }

    @Test
    void ramWinsOverTheWindowAroundItAndAWindowWinsOverTheSrat() {
        BackingRanges ranges = BackingRanges.of(new Machines()
                .ram(0x1000, 0x1fff)
                .window(0x0, 0x3fff)
                .hotplug(0, 0x0, 0x4fff)
                .memory(0, 0x0, 0x5fff)
                .entry(new SratEntry.Memory(2, 0, 0, 0x6000, 0x1000, true, true, true))
                .entry(new SratEntry.Memory(3, 0, 0, 0x8000, 0x1000, false, false, false))
                .entry(new SratEntry.Memory(4, 0, 0, 0x9000, 0, true, false, false))
                .entry(new SratEntry.Memory(5, 0, 0, 0x9000, -1L, true, false, false))
                .entry(new SratEntry.Memory(6, 0, 0, 0xfffffffffffff000L, 0x1000, true, false, false))
                .inputs());
        assertThat(ranges.at(0x1000)).isEqualTo(Backing.SYSTEM_RAM);
        assertThat(ranges.at(0x2000)).isEqualTo(Backing.CXL_WINDOW);
        assertThat(ranges.at(0x4000)).isEqualTo(Backing.HOTPLUG);
        assertThat(ranges.at(0x5000)).isEqualTo(Backing.NO_RAM);
        assertThat(ranges.at(0x6000)).isEqualTo(Backing.PERSISTENT);
        assertThat(ranges.at(0x7000)).isEqualTo(Backing.HOLE);
        assertThat(ranges.at(0x8000)).as("a disabled entry").isEqualTo(Backing.HOLE);
        assertThat(ranges.at(0x9000)).as("an empty entry, and one that wraps").isEqualTo(Backing.HOLE);
        assertThat(ranges.at(-1L)).as("up to the last byte").isEqualTo(Backing.NO_RAM);
    }

    @Test
    void aDescribedRangeHasTheBackingOfItsType() {
        BackingRanges ranges = BackingRanges.of(Machines.described(
                range(0, 0x0, 0xfff, MemoryType.SYSTEM_RAM),
                range(1, 0x1000, 0x1fff, MemoryType.CXL_WINDOW),
                range(2, 0x2000, 0x2fff, MemoryType.HOTPLUG),
                range(3, 0x3000, 0x3fff, MemoryType.SOFT_RESERVED),
                range(4, 0x4000, 0x4fff, MemoryType.PERSISTENT),
                range(5, 0x6000, 0x6fee, MemoryType.SYSTEM_RAM)));
        assertThat(ranges.at(0x0)).isEqualTo(Backing.SYSTEM_RAM);
        assertThat(ranges.at(0x1000)).isEqualTo(Backing.CXL_WINDOW);
        assertThat(ranges.at(0x2000)).isEqualTo(Backing.HOTPLUG);
        assertThat(ranges.at(0x3000)).isEqualTo(Backing.SOFT_RESERVED);
        assertThat(ranges.at(0x4000)).isEqualTo(Backing.PERSISTENT);
        assertThat(ranges.at(0x5000)).isEqualTo(Backing.HOLE);
        assertThat(ranges.at(0x6000)).as("RAM of less than a page").isEqualTo(Backing.NO_RAM);
    }

    @Test
    void theSweepAgreesWithAScanOfAllRanges() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 500; round++) {
            DescribedRange[] described = new DescribedRange[random.nextInt(12)];
            for (int i = 0; i < described.length; i++) {
                long page = random.nextInt(32);
                described[i] = range(
                        i,
                        page << 12,
                        (page + random.nextInt(1, 9) << 12) - 1,
                        MemoryType.values()[random.nextInt(MemoryType.values().length)]);
            }
            BootInputs inputs = Machines.described(described);
            BackingRanges ranges = BackingRanges.of(inputs);
            for (long page = 0; page < 48; page++) {
                assertThat(ranges.at(page << 12)).isEqualTo(naive(described, page << 12));
            }
        }
    }

    private static Backing naive(DescribedRange[] ranges, long address) {
        Backing found = Backing.HOLE;
        for (DescribedRange range : ranges) {
            Backing backing = Backing.valueOf(range.type().name());
            if (range.range().contains(address) && backing.compareTo(found) < 0) {
                found = backing;
            }
        }
        return found;
    }

    private static DescribedRange range(int index, long start, long end, MemoryType type) {
        return new DescribedRange(index, new AddressRange(start, end), type, 0);
    }
}
