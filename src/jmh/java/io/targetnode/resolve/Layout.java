package io.targetnode.resolve;

import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NumaOption;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Machines for benchmarks: RAM and windows alternate, so that half of the blocks are in meminfo and half in the reserved list.
 * RAM alternates between two nodes; each window has its own node.
 */
public enum Layout {
    BLOCKS_8(8, Sizes.ALIKE),
    BLOCKS_64(64, Sizes.ALIKE),
    BLOCKS_512(512, Sizes.ALIKE),
    BLOCKS_2000(2000, Sizes.ALIKE),
    BLOCKS_4000(4000, Sizes.ALIKE),
    /** Up to 64 MiB each, in whole pages. */
    PAGES_64(64, Sizes.PAGES),
    PAGES_512(512, Sizes.PAGES),
    /** Sizes from 2 MiB to 1 TiB, all powers of two equally likely. */
    MIXED_4000(4000, Sizes.MIXED),
    /** Every fiftieth block has up to 4 TiB, all others have 2 MiB. */
    SKEWED_4000(4000, Sizes.SKEWED);

    private enum Sizes {
        ALIKE,
        PAGES,
        MIXED,
        SKEWED
    }

    private static final long PAGE = 4096;

    /** Pages in 2 MiB. */
    private static final long UNIT = 512;

    private final int blocks;
    private final Sizes sizes;

    Layout(int blocks, Sizes sizes) {
        this.blocks = blocks;
        this.sizes = sizes;
    }

    /** The machine under the newest kernel. */
    public TargetNodeResolver resolver() {
        return new TargetNodeResolver(boot(), LookupRule.PREFER_RESERVED, BackingRanges.of(inputs()), () -> {});
    }

    /** The lists of the machine under the newest kernel. */
    public Boot boot() {
        return BootReplay.of(inputs(), Behaviour.V7_0);
    }

    /** The machine. */
    public BootInputs inputs() {
        List<DescribedRange> ranges = ranges();
        List<AddressRange> ram = ranges.stream()
                .filter(range -> range.type() == MemoryType.SYSTEM_RAM)
                .map(DescribedRange::range)
                .toList();
        return new BootInputs(
                UsableRam.of(ram), new Described(ranges), NumaOption.NONE, BootInputs.DEFAULT_MAX_NODES);
    }

    private List<DescribedRange> ranges() {
        SplittableRandom random = new SplittableRandom(blocks);
        List<DescribedRange> ranges = new ArrayList<>();
        long start = 0;
        for (int i = 0; i < blocks; i++) {
            long size = PAGE * pages(i, random);
            boolean ram = i % 2 == 0;
            ranges.add(new DescribedRange(
                    i,
                    new AddressRange(start, start + size - 1),
                    ram ? MemoryType.SYSTEM_RAM : MemoryType.CXL_WINDOW,
                    ram ? i / 2 % 2 : 2 + i / 2 % 1000));
            start += size + (i % 8 == 7 ? PAGE * UNIT : 0);
        }
        return ranges;
    }

    private long pages(int block, SplittableRandom random) {
        return switch (sizes) {
            case ALIKE -> UNIT * (1 + random.nextInt(4));
            case PAGES -> 1 + random.nextInt(1 << 14);
            case MIXED -> UNIT << random.nextInt(20);
            case SKEWED -> block % 50 == 0 ? UNIT * (1 << 20 | random.nextInt(1 << 20)) : UNIT;
        };
    }

    /** Addresses within the blocks, all blocks equally likely. */
    public long[] addresses(int count) {
        SplittableRandom random = new SplittableRandom(count);
        List<DescribedRange> ranges = ranges();
        return random.longs(count)
                .map(any -> {
                    AddressRange range = ranges.get(random.nextInt(blocks)).range();
                    return range.start() + Long.remainderUnsigned(any, range.end() - range.start() + 1);
                })
                .toArray();
    }
}
