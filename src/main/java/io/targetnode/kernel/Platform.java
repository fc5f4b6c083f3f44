package io.targetnode.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The architecture of a machine and the page size of its kernel.
 *
 * @param architecture the architecture
 * @param pageBytes the page size that the kernel was built with
 */
public record Platform(Architecture architecture, int pageBytes) {

    /** x86-64 has one page size. */
    public static final Platform X86_64 = new Platform(Architecture.X86_64, 4096);

    private static final Map<String, Integer> STATED_PAGES = Map.of("4k", 4096, "16k", 16384, "64k", 65536);
    private static final Pattern DEBIAN = Pattern.compile("-arm64(?:-|$)");
    private static final Pattern ENTERPRISE_LINUX = Pattern.compile("\\.el\\d");

    /** @throws NotModelledException if no kernel of this architecture has this page size */
    public Platform {
        List<Integer> possible = pageSizes(architecture);
        if (!possible.contains(pageBytes)) {
            throw new NotModelledException("page size %d: a kernel of %s has pages of %s bytes"
                    .formatted(
                            pageBytes,
                            architecture.apiName(),
                            possible.stream().map(String::valueOf).collect(Collectors.joining(" or "))));
        }
    }

    /** The platform of a kernel; the name of its release states a page size that is not the usual one. */
    public static Platform of(Architecture architecture, Optional<KernelRelease> kernel) {
        Platform usual = new Platform(architecture, architecture == Architecture.LOONGARCH64 ? 16384 : 4096);
        return kernel.filter(release -> usual.isOneOfSeveral())
                .flatMap(Platform::pageBytesStatedBy)
                .map(pages -> new Platform(architecture, pages))
                .orElse(usual);
    }

    /** The page size that the name of a release states: {@code 6.12.118+deb13-arm64-16k}, {@code 5.14.0-570.el9.aarch64+64k}. */
    public static Optional<Integer> pageBytesStatedBy(KernelRelease release) {
        return Arrays.stream(release.text().split("[-+.]"))
                .flatMap(word -> Optional.ofNullable(STATED_PAGES.get(word)).stream())
                .findFirst();
    }

    /** Whether kernels of this architecture are built with several page sizes. */
    public boolean isOneOfSeveral() {
        return pageSizes(architecture).size() > 1;
    }

    /** Whether the name of the release shows its page size; that of a distribution that names all others has the usual one. */
    public boolean isShownBy(KernelRelease release) {
        return pageBytesStatedBy(release).isPresent() || knowsMaxNodes(release);
    }

    /** MAX_NUMNODES as distributions build their kernels (kernel-rules 9.2). */
    public int usualMaxNodes(Optional<KernelRelease> kernel) {
        return switch (architecture) {
            case X86_64 -> BootInputs.DEFAULT_MAX_NODES;
            case ARM64 -> kernel.filter(Platform::isEnterpriseLinux).isPresent() ? 64 : 16;
            case RISCV64 -> 4;
            case LOONGARCH64 -> 64;
        };
    }

    /** Whether the distribution that the name of a release shows is known to build its kernels with {@link #usualMaxNodes}. */
    public boolean knowsMaxNodes(KernelRelease release) {
        return switch (architecture) {
            case X86_64 -> true;
            // Debian is the distribution that calls the architecture arm64.
            case ARM64 ->
                isEnterpriseLinux(release) || DEBIAN.matcher(release.text()).find();
            case RISCV64, LOONGARCH64 -> false;
        };
    }

    private static boolean isEnterpriseLinux(KernelRelease release) {
        return ENTERPRISE_LINUX.matcher(release.text()).find();
    }

    /** How much RAM without a node a kernel accepts (kernel-rules 2.9, 9.5). */
    Coverage coverage(Behaviour behaviour) {
        return switch (architecture) {
            case X86_64 -> behaviour.coverage();
            case ARM64, RISCV64 -> Coverage.NO_PAGE;
            case LOONGARCH64 -> Coverage.UP_TO_1_MIB;
        };
    }

    private static List<Integer> pageSizes(Architecture architecture) {
        return switch (architecture) {
            case X86_64, RISCV64 -> List.of(4096);
            case ARM64, LOONGARCH64 -> List.of(4096, 16384, 65536);
        };
    }
}
