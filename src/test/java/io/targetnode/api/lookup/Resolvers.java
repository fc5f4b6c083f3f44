package io.targetnode.api.lookup;

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
import io.targetnode.resolve.BackingRanges;
import io.targetnode.resolve.TargetNodeResolver;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Resolvers of small machines. */
final class Resolvers {

    private static final long RANGE_BYTES = 0x1000_0000L;

    private Resolvers() {}

    /** One range of 256 MiB for each node, contiguous from address 0; no memory above them. */
    static TargetNodeResolver of(int... nodes) {
        List<AddressRange> ranges = LongStream.range(0, nodes.length)
                .mapToObj(i -> new AddressRange(i * RANGE_BYTES, (i + 1) * RANGE_BYTES - 1))
                .toList();
        List<DescribedRange> described = IntStream.range(0, nodes.length)
                .mapToObj(i -> new DescribedRange(i, ranges.get(i), MemoryType.SYSTEM_RAM, nodes[i]))
                .toList();
        BootInputs inputs = new BootInputs(
                UsableRam.of(ranges), new Described(described), NumaOption.NONE, BootInputs.DEFAULT_MAX_NODES);
        Boot boot = BootReplay.of(inputs, Behaviour.V7_0);
        return new TargetNodeResolver(boot, LookupRule.PREFER_RESERVED, BackingRanges.of(inputs), () -> {});
    }
}
