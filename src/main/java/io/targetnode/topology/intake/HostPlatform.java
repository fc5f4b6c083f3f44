package io.targetnode.topology.intake;

import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.capture.ArchitectureSign;
import io.targetnode.capture.BootLog;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.NotModelledException;
import io.targetnode.kernel.Platform;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.ImpossibleMachineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Determines the architecture of a machine from what is declared and from what its files show (kernel-rules 9.7). */
final class HostPlatform {

    /**
     * A fact that shows the architecture.
     *
     * @param subject what shows it: {@code the boot log}
     */
    private record Evidence(String subject, ArchitectureSign sign) {

        String describe() {
            return "%s is of %s (shown by %s)"
                    .formatted(subject, sign.architecture().apiName(), sign.shownBy());
        }
    }

    /** The ends of releases for architectures that are not modelled. */
    private static final Pattern OTHERS = Pattern.compile(
            "[-.+_](?:s390x?|(?:ppc|powerpc)64(?:le|el)?|armv[5-8]h?l|armmp(?:-lpae)?|v[67]l?|686(?:-pae)?|i[3-6]86|mips64(?:el)?|sparc64|ia64|parisc64)(?:-(?:smp|rt))?$");

    private HostPlatform() {}

    /**
     * The platform of a machine; x86-64 if nothing shows another architecture.
     *
     * @throws ImpossibleMachineException if two facts show different architectures, or the declared page size is not that of the kernel
     * @throws NotModelledException if the machine booted with a device tree
     */
    static Platform of(Declaration declaration, Optional<BootLog> log, Optional<Srat> srat) {
        Architecture architecture =
                architecture(declaration, evidence(declaration, log, srat)).orElse(Architecture.X86_64);
        log.flatMap(BootLog::kernel)
                .filter(release -> declaration.architecture().isEmpty()
                        && OTHERS.matcher(release.text()).find())
                .ifPresent(release -> {
                    throw new NotModelledException(
                            "the release %s names an architecture that is not modelled; the service models x86-64, arm64, riscv64 and loongarch64"
                                    .formatted(release));
                });
        if (architecture != Architecture.X86_64
                && log.filter(BootLog::deviceTree).isPresent()) {
            throw new NotModelledException(
                    "the %s machine booted with a device tree: its log has the line 'Machine model:' and lists no ACPI table. Its nodes are the numa-node-id properties of the device tree, which are not modelled"
                            .formatted(architecture.apiName()));
        }
        return PageSize.platform(architecture, declaration, log);
    }

    private static List<Evidence> evidence(Declaration declaration, Optional<BootLog> log, Optional<Srat> srat) {
        List<Evidence> evidence = new ArrayList<>();
        declaration
                .kernel()
                .flatMap(Architecture::statedBy)
                .ifPresent(named -> evidence.add(
                        new Evidence("the declared kernel", new ArchitectureSign(named, "the name of the release"))));
        log.flatMap(BootLog::architecture).ifPresent(sign -> evidence.add(new Evidence("the boot log", sign)));
        srat.flatMap(HostPlatform::sign).ifPresent(sign -> evidence.add(new Evidence("the SRAT", sign)));
        return evidence;
    }

    private static Optional<Architecture> architecture(Declaration declaration, List<Evidence> evidence) {
        Optional<Architecture> declared = declaration.architecture();
        for (Evidence fact : evidence) {
            if (declared.filter(stated -> stated != fact.sign().architecture()).isPresent()) {
                throw new ImpossibleMachineException(
                        "architecture %s is declared, but %s; declare %s, or upload the files of one machine"
                                .formatted(
                                        declared.get().apiName(),
                                        fact.describe(),
                                        fact.sign().architecture().apiName()));
            }
            Evidence first = evidence.get(0);
            if (first.sign().architecture() != fact.sign().architecture()) {
                throw new ImpossibleMachineException(
                        "%s, but %s; upload the files of one machine".formatted(first.describe(), fact.describe()));
            }
        }
        return declared.or(
                () -> evidence.stream().map(fact -> fact.sign().architecture()).findFirst());
    }

    /** The assumption that a machine is x86-64, although the processor entries of its SRAT are those of another architecture. */
    static Optional<Assumption> assumption(Declaration declaration, Optional<BootLog> log, Optional<Srat> srat) {
        boolean open = declaration.architecture().isEmpty()
                && evidence(declaration, log, srat).isEmpty();
        return srat.filter(table -> open)
                .flatMap(HostPlatform::processors)
                .map(sign -> new Assumption(
                        "The machine is x86-64, because it has memory at address 0. The processor entries of its SRAT are those of %s, and x86-64 ignores them."
                                .formatted(sign.architecture().apiName()),
                        "Declare architecture, or upload dmesg, which shows it."));
    }

    /**
     * The architecture that the processor entries show. They show nothing if there is memory at address 0: there x86 has its first RAM,
     * and it ignores the entries of other architectures.
     */
    private static Optional<ArchitectureSign> sign(Srat srat) {
        boolean memoryAtZero = srat.memoryEntries().stream().anyMatch(memory -> memory.enabled() && memory.base() == 0);
        return processors(srat).filter(sign -> !memoryAtZero);
    }

    /** Enabled processor entries of types that x86 does not have. The types of x86 prove nothing: other architectures have them too. */
    private static Optional<ArchitectureSign> processors(Srat srat) {
        boolean gicc = false;
        boolean rintc = false;
        for (SratEntry entry : srat.entries()) {
            if (entry instanceof SratEntry.Apic apic && apic.enabled()
                    || entry instanceof SratEntry.X2Apic x2apic && x2apic.enabled()) {
                return Optional.empty();
            }
            gicc |= entry instanceof SratEntry.Gicc processor && processor.enabled();
            rintc |= entry instanceof SratEntry.Rintc processor && processor.enabled();
        }
        if (gicc == rintc) {
            return Optional.empty();
        }
        return Optional.of(
                gicc
                        ? new ArchitectureSign(Architecture.ARM64, "the type of its processor entries, 3 for GICC")
                        : new ArchitectureSign(Architecture.RISCV64, "the type of its processor entries, 7 for RINTC"));
    }
}
