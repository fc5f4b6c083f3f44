package io.targetnode.topology.intake;

import io.targetnode.capture.BootLog;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.Platform;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.ImpossibleMachineException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The page size of a kernel: the declared one, else that of the boot log, else that of the name of its release, else the usual one of
 * its architecture (kernel-rules 9.2).
 */
final class PageSize {

    private static final int LARGEST = 65_536;

    private PageSize() {}

    /**
     * The platform with its page size.
     *
     * @throws ImpossibleMachineException if the declared page size is not that of the kernel
     * @throws io.targetnode.kernel.NotModelledException if no kernel of the architecture has the declared page size
     */
    static Platform platform(Architecture architecture, Declaration declaration, Optional<BootLog> log) {
        Optional<KernelRelease> kernel = kernel(declaration, log);
        Platform usual = Platform.of(architecture, kernel);
        OptionalInt logged = usual.isOneOfSeveral() ? logged(declaration, log) : OptionalInt.empty();
        if (declaration.pageBytes().isPresent()) {
            Platform declared =
                    new Platform(architecture, declaration.pageBytes().getAsInt());
            require(declared, logged, "the boot log");
            require(declared, stated(kernel), "the name of the kernel");
            return declared;
        }
        return logged.isPresent() && logged.getAsInt() != usual.pageBytes()
                ? new Platform(architecture, logged.getAsInt())
                : usual;
    }

    /** The assumption that the kernel has the usual page size, if nothing shows it and the machine has smaller parts than the largest page. */
    static Optional<Assumption> assumption(
            BootInputs inputs, Declaration declaration, Optional<KernelRelease> kernel, Optional<BootLog> log) {
        Platform platform = inputs.platform();
        boolean open = declaration.pageBytes().isEmpty()
                && logged(declaration, log).isEmpty()
                && platform.isOneOfSeveral()
                && kernel.filter(platform::isShownBy).isEmpty();
        return open && edges(inputs).anyMatch(edge -> edge % LARGEST != 0)
                ? Optional.of(new Assumption(
                        "The kernel has pages of %d bytes, as usual on %s. Some ranges are not whole pages of %d bytes, and with this page size the answers may differ."
                                .formatted(
                                        platform.pageBytes(),
                                        platform.architecture().apiName(),
                                        LARGEST),
                        "Declare pageSize, as getconf PAGESIZE prints it, or upload dmesg."))
                : Optional.empty();
    }

    /** The page size in a boot log of the declared kernel. */
    private static OptionalInt logged(Declaration declaration, Optional<BootLog> log) {
        return log.filter(boot -> declaration.kernel().isEmpty()
                        || boot.kernel()
                                .filter(declaration.kernel().get()::isSameAs)
                                .isPresent())
                .map(boot -> boot.build().pageBytes())
                .orElseGet(OptionalInt::empty);
    }

    private static OptionalInt stated(Optional<KernelRelease> kernel) {
        return kernel.flatMap(Platform::pageBytesStatedBy).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private static Optional<KernelRelease> kernel(Declaration declaration, Optional<BootLog> log) {
        return declaration.kernel().or(() -> log.flatMap(BootLog::kernel));
    }

    private static void require(Platform declared, OptionalInt shown, String shownBy) {
        if (shown.isPresent() && shown.getAsInt() != declared.pageBytes()) {
            throw new ImpossibleMachineException(
                    "pageSize %d is declared, but %s shows pages of %d bytes; declare %d, or leave pageSize out"
                            .formatted(declared.pageBytes(), shownBy, shown.getAsInt(), shown.getAsInt()));
        }
    }

    /** The first addresses of all ranges, and those after their last ones. */
    private static Stream<Long> edges(BootInputs inputs) {
        Stream<AddressRange> described = inputs.memory() instanceof Described ranges
                ? ranges.ranges().stream().map(range -> range.range())
                : ((Tables) inputs.memory())
                        .srat().stream()
                                .flatMap(srat -> srat.memoryEntries().stream())
                                .flatMap(entry -> DeclaredMachine.range(entry).stream());
        return Stream.concat(inputs.ram().ranges().stream(), described)
                .flatMap(range -> Stream.of(range.start(), range.end() + 1));
    }
}
