package io.targetnode.analysis.nodes;

import io.targetnode.kernel.ApiNamed;
import java.util.OptionalInt;

/**
 * The memory tier of a node ({@code mm/memory-tiers.c}, kernel-rules 6.4).
 *
 * @param id the number of the tier, the abstract distance divided by 128; a smaller number is a faster tier; empty if it is not known
 * @param abstractDistance a larger distance is slower memory; empty if it is not known
 * @param source where the kernel takes the distance from
 */
public record Tier(OptionalInt id, OptionalInt abstractDistance, Source source) {

    /** Where the kernel takes the abstract distance of a node from. */
    public enum Source implements ApiNamed {
        /** The default of nodes with RAM at boot. */
        DEFAULT_DRAM,
        /** The default of memory that the dax driver adds. */
        DEFAULT_KMEM,
        /** Latency and bandwidth in the HMAT. */
        HMAT,
        /** The CXL device itself; no upload contains its data. */
        DEVICE,
        /** The kernel has no such tiers, or the node is not possible. */
        NONE
    }

    /** {@code MEMTIER_ADISTANCE_DRAM}. */
    static final int DRAM_DISTANCE = 576;

    /** {@code MEMTIER_DEFAULT_LOWTIER_ADISTANCE}. */
    static final int KMEM_DISTANCE = 2880;

    /** No tier. */
    public static final Tier NONE = new Tier(OptionalInt.empty(), OptionalInt.empty(), Source.NONE);

    static final Tier DEFAULT_DRAM = at(DRAM_DISTANCE, Source.DEFAULT_DRAM);
    static final Tier DEFAULT_KMEM = at(KMEM_DISTANCE, Source.DEFAULT_KMEM);

    /** {@code MEMTIER_CHUNK_BITS}. */
    private static final int CHUNK_BITS = 7;

    static Tier at(int abstractDistance, Source source) {
        return new Tier(OptionalInt.of(abstractDistance >> CHUNK_BITS), OptionalInt.of(abstractDistance), source);
    }

    /** The tier of memory whose performance only the device knows, or the tier that the running kernel shows. */
    static Tier ofDevice(OptionalInt shown) {
        return new Tier(shown, OptionalInt.empty(), Source.DEVICE);
    }
}
