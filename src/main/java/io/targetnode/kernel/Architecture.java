package io.targetnode.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The architecture of a machine. {@code numa_memblks}, the code that builds the two lists, was x86 code up to 6.11. Since 6.12 other
 * architectures can use it (kernel-rules 9).
 */
public enum Architecture implements ApiNamed {
    X86_64("amd64", "x86_64"),
    ARM64("arm64", "aarch64"),
    RISCV64("riscv64"),
    LOONGARCH64("loong64", "loongarch64");

    private static final String DEBIAN_ARM64 = "arm64";

    /** The first release whose {@code numa_memblks} arm64 and riscv64 use. */
    private static final KernelRelease FIRST_GENERIC = KernelRelease.parse("6.12");

    /** The oldest release of loongarch64 that was read and has the lists; 6.12 has the stub. */
    private static final KernelRelease FIRST_OF_LOONGARCH = KernelRelease.parse("7.2");

    private final List<String> names;

    /** @param names the names in releases of distributions */
    Architecture(String... names) {
        this.names = List.of(names);
    }

    /** The architecture that the name of a release states: {@code 6.12.74+deb12-arm64-16k}, {@code 5.14.0-570.el9.aarch64+64k}. */
    public static Optional<Architecture> statedBy(KernelRelease release) {
        // The underscore of x86_64 separates no words.
        return Arrays.stream(release.text().split("[-.+]"))
                .map(Architecture::named)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The architecture with this name in releases and compilers. */
    public static Optional<Architecture> named(String name) {
        return Arrays.stream(values())
                .filter(architecture -> architecture.names.contains(name))
                .findFirst();
    }

    /** The types of the SRAT entries that are processors of this architecture. */
    public Set<Integer> processorTypes() {
        return switch (this) {
            case X86_64, LOONGARCH64 -> Set.of(0, 2);
            case ARM64 -> Set.of(3);
            case RISCV64 -> Set.of(7);
        };
    }

    /** The types of the SRAT entries that are processors of other architectures. */
    public Set<Integer> foreignProcessorTypes() {
        return Arrays.stream(values())
                .flatMap(architecture -> architecture.processorTypes().stream())
                .filter(type -> !processorTypes().contains(type))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether {@code acpi_parse_gi_affinity()} is built in. */
    public boolean readsInitiators() {
        return this == X86_64 || this == ARM64;
    }

    /**
     * Whether the kernel reads the windows of the CEDT when it numbers nodes. Kernels of loongarch64 are built without
     * {@code CONFIG_CXL_ACPI}.
     *
     * @param behaviour the behaviour of the release
     */
    public boolean readsWindows(Behaviour behaviour) {
        return this != LOONGARCH64 && behaviour.windowRule() != Behaviour.WindowRule.NONE;
    }

    /** Whether {@code setup_node_data()} of {@code drivers/base/arch_numa.c} sets up nodes; it prints those without memory. */
    boolean printsMemorylessNodes() {
        return this == ARM64 || this == RISCV64;
    }

    /** Whether a release has the two lists on this architecture. */
    public boolean hasLists(KernelRelease release) {
        return switch (this) {
            case X86_64 -> true;
            case ARM64, RISCV64 -> release.compareTo(FIRST_GENERIC) >= 0;
            case LOONGARCH64 -> release.compareTo(FIRST_OF_LOONGARCH) >= 0;
        };
    }

    /**
     * Whether {@link #hasLists} is certain for a release. Some vendors backported the lists to older releases. Mainline and Debian
     * did not; releases of Debian end with {@code -arm64}.
     */
    public boolean knowsLists(KernelRelease release) {
        return hasLists(release) || release.isUpstream() || release.text().endsWith("-" + DEBIAN_ARM64);
    }

    /**
     * The look-up rule of a release on this architecture.
     *
     * @param behaviour the behaviour of the release on x86-64
     */
    public LookupRule ruleOf(KernelRelease release, Behaviour behaviour) {
        return hasLists(release) ? behaviour.rule() : LookupRule.STUB;
    }
}
