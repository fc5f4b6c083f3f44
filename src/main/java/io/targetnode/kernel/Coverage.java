package io.targetnode.kernel;

import java.util.OptionalLong;

/**
 * COV (kernel-rules 2.9): how much RAM without a node is accepted, {@code memblock_validate_numa_coverage()}, before 6.8 {@code
 * numa_meminfo_cover_memory()}. Pages have 4 KiB.
 */
public enum Coverage implements Switch {
    BELOW_1_MIB(255, "a configuration that leaves 1 MiB of RAM or more without a node is rejected"),
    UP_TO_1_MIB(256, "a configuration that leaves more than 1 MiB of RAM without a node is rejected"),
    NO_PAGE(0, "a configuration that leaves a page of RAM without a node is rejected, as on arm64 and riscv64"),
    ANY(-1, "a configuration is accepted however much RAM it leaves without a node");

    /** Unsigned: -1 is the largest number. */
    private final long toleratedPages;

    private final String description;

    Coverage(long toleratedPages, String description) {
        this.toleratedPages = toleratedPages;
        this.description = description;
    }

    /** Whether a configuration with this number of pages without a node is accepted. */
    boolean accepts(long pages) {
        return Long.compareUnsigned(pages, toleratedPages) <= 0;
    }

    /** The largest number of pages without a node that is accepted; empty if there is no limit. */
    public OptionalLong limit() {
        return this == ANY ? OptionalLong.empty() : OptionalLong.of(toleratedPages);
    }

    @Override
    public String describe() {
        return description;
    }
}
