package io.targetnode.capture;

import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.KernelRelease;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects the lines of a boot that only kernels of one architecture print (kernel-rules 9.7). */
final class ArchitectureSigns {

    /** The name of a compiler that builds for an architecture: {@code aarch64-linux-gnu-gcc-14}. */
    private static final Pattern COMPILER =
            Pattern.compile("[( ](x86_64|aarch64|riscv64|loongarch64)-(?:[a-z0-9_]{1,20}+-){1,3}?(?:gcc|clang|ld)");

    /** 32-bit kernels print no register after the CPU. */
    private static final Pattern ARM64_CPU =
            Pattern.compile("Booting Linux on physical CPU 0x[0-9a-f]{1,16}+ \\[0x[0-9a-f]{8}]");

    private static final Pattern ARM64_TABLE = Pattern.compile("ACPI: (?:GTDT|IORT) (?:0x|[0-9A-Fa-f]{16} ).*+");
    private static final Pattern RISCV_TABLE = Pattern.compile("ACPI: RHCT (?:0x|[0-9A-Fa-f]{16} ).*+");
    private static final Pattern ARM64_PROCESSOR =
            Pattern.compile("ACPI: NUMA: SRAT: PXM \\d{1,10}+ -> MPIDR 0x[0-9a-f]{1,16}+ -> Node -?\\d{1,4}+");
    private static final Pattern X86_PROCESSOR = Pattern.compile("SRAT: PXM \\d{1,10}+ -> APIC 0x[0-9a-f]{2,8}+ .*+");

    private final Map<Architecture, ArchitectureSign> signs = new EnumMap<>(Architecture.class);
    private Optional<ArchitectureSign> banner = Optional.empty();
    private boolean machineModel;

    void read(BootMessage.Kind kind, String message) {
        switch (kind) {
            case BANNER -> compiler(message);
            case BOOTING_CPU -> add(ARM64_CPU, message, Architecture.ARM64, "its line 'Booting Linux on physical CPU'");
            case PSCI -> add(Architecture.ARM64, "its lines 'psci:'");
            case SBI -> add(Architecture.RISCV64, "its line 'SBI specification'");
            case RISCV -> add(Architecture.RISCV64, "its lines 'riscv:'");
            case LOONGSON -> add(Architecture.LOONGARCH64, "its line '64-bit Loongson Processor probed'");
            case FIRMWARE_MAP -> add(Architecture.X86_64, "its lines 'BIOS-e820:'");
            case SRAT_PROCESSOR -> add(X86_PROCESSOR, message, Architecture.X86_64, "its lines 'SRAT: PXM … -> APIC'");
            case ACPI -> {
                add(ARM64_TABLE, message, Architecture.ARM64, "the table GTDT or IORT in its list");
                add(RISCV_TABLE, message, Architecture.RISCV64, "the table RHCT in its list");
                add(ARM64_PROCESSOR, message, Architecture.ARM64, "its lines 'SRAT: PXM … -> MPIDR'");
            }
            case MACHINE_MODEL -> machineModel = true;
            default -> {
                // Kernels of all architectures print it.
            }
        }
    }

    /**
     * The architecture that the name of the release shows, or else the compiler, or else the other lines. Empty if these lines show
     * several architectures.
     */
    Optional<ArchitectureSign> finish(Optional<KernelRelease> kernel) {
        return kernel.flatMap(ArchitectureSigns::ofRelease)
                .or(() -> banner)
                .or(() -> signs.size() == 1 ? signs.values().stream().findFirst() : Optional.empty());
    }

    /** Whether the log names the model of a device tree. */
    boolean namesMachineModel() {
        return machineModel;
    }

    private static Optional<ArchitectureSign> ofRelease(KernelRelease release) {
        return Architecture.statedBy(release)
                .map(architecture -> new ArchitectureSign(architecture, "the name of its release"));
    }

    private void compiler(String message) {
        Matcher compiler = COMPILER.matcher(message);
        if (compiler.find()) {
            banner = Architecture.named(compiler.group(1))
                    .map(architecture -> new ArchitectureSign(architecture, "the compiler in its first line"));
        }
    }

    private void add(Pattern form, String message, Architecture architecture, String shownBy) {
        if (form.matcher(message).matches()) {
            add(architecture, shownBy);
        }
    }

    private void add(Architecture architecture, String shownBy) {
        signs.putIfAbsent(architecture, new ArchitectureSign(architecture, shownBy));
    }
}
