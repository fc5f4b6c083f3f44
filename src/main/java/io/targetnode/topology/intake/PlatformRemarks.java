package io.targetnode.topology.intake;

import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.topology.Assumption;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Assumptions and remarks about answers for architectures other than x86-64 (kernel-rules 9). */
final class PlatformRemarks {

    /** Proximity domains that a kernel with few nodes accepts. */
    private static final int MAX_DOMAINS = 256;

    private PlatformRemarks() {}

    /** Assumptions about the rules of an architecture, and about MAX_NUMNODES if it is not declared. */
    static List<Assumption> assumptions(
            BootInputs inputs, Optional<KernelRelease> kernel, OptionalInt declaredMaxNodes) {
        Architecture architecture = inputs.platform().architecture();
        List<Assumption> assumptions = new ArrayList<>();
        if (architecture == Architecture.RISCV64 || architecture == Architecture.LOONGARCH64) {
            assumptions.add(new Assumption(
                    "The rules for %s were read in the kernel's source, and not compared with a booted kernel of this architecture."
                            .formatted(architecture.apiName()),
                    "No upload can remove this assumption."));
        }
        kernel.filter(release -> !architecture.knowsLists(release))
                .ifPresent(
                        release -> assumptions.add(
                                new Assumption(
                                        "Kernel %s has the stub of phys_to_target_node(), as upstream releases before 6.12 have on %s. Some vendors backported the two lists to older releases."
                                                .formatted(release, architecture.apiName()),
                                        "If the kernel has CONFIG_NUMA_MEMBLKS (/boot/config-$(uname -r)), choose the rule prefer-online.")));
        boolean known = kernel.filter(inputs.platform()::knowsMaxNodes).isPresent();
        if (architecture != Architecture.X86_64 && declaredMaxNodes.isEmpty() && !known && mayReachLimits(inputs)) {
            assumptions.add(new Assumption(
                    "MAX_NUMNODES of the kernel is %d, as usual on %s. The tables may exceed this limit, and with a larger one the answers may differ."
                            .formatted(inputs.maxNodes(), architecture.apiName()),
                    "Declare maxNodes: 2 to the power of CONFIG_NODES_SHIFT in /boot/config-$(uname -r)."));
        }
        return assumptions;
    }

    /** A sentence about a kernel that has no lists on its architecture. */
    static Optional<String> warning(Architecture architecture, Optional<KernelRelease> kernel) {
        return kernel.filter(release -> !architecture.hasLists(release))
                .map(release ->
                        "Kernel %s has the stub of phys_to_target_node() on %s: it answers node 0 for every address. The two lists are those of later releases, which this kernel does not have."
                                .formatted(release, architecture.apiName()));
    }

    private static boolean mayReachLimits(BootInputs inputs) {
        if (!(inputs.memory() instanceof Tables tables)) {
            return false;
        }
        int windows = tables.cedt().map(cedt -> cedt.windows().size()).orElse(0);
        List<SratEntry> entries = tables.srat().map(srat -> srat.entries()).orElse(List.of());
        NavigableSet<Long> domains = new TreeSet<>();
        entries.forEach(entry -> domain(entry).ifPresent(domains::add));
        long memory =
                entries.stream().filter(SratEntry.Memory.class::isInstance).count();
        return domains.size() + windows > inputs.maxNodes()
                || memory + windows > 2L * inputs.maxNodes()
                || !domains.isEmpty() && domains.last() + windows >= MAX_DOMAINS;
    }

    private static OptionalLong domain(SratEntry entry) {
        if (entry instanceof SratEntry.Memory memory && memory.enabled()) {
            return OptionalLong.of(Integer.toUnsignedLong(memory.proximityDomain()));
        }
        if (entry instanceof SratEntry.Gicc gicc && gicc.enabled()) {
            return OptionalLong.of(Integer.toUnsignedLong(gicc.proximityDomain()));
        }
        if (entry instanceof SratEntry.GenericInitiator initiator && initiator.enabled()) {
            return OptionalLong.of(Integer.toUnsignedLong(initiator.proximityDomain()));
        }
        return OptionalLong.empty();
    }
}
