package io.targetnode.analysis.nodes;

import io.targetnode.analysis.nodes.HmatFault.Reason;
import io.targetnode.kernel.Rejection;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.FirmwareTable;
import io.targetnode.topology.NodeInputs;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was assumed about CPUs, distances and tiers where the upload does not show them, and what to upload. */
final class NodeAssumptions {

    private static final String SHOW_CPUS = "nodes (as collect.sh writes them) or numactl (numactl -H).";

    private NodeAssumptions() {}

    static List<Assumption> of(KernelView view, OnlineCpus cpus, MemoryTiers tiers) {
        List<Assumption> assumptions = new ArrayList<>();
        boolean hasLog = view.topology().upload().evidence().log().isPresent();
        ofCpus(cpus, (hasLog ? "Upload " : "Upload dmesg, ") + SHOW_CPUS).ifPresent(assumptions::add);
        NodeInputs nodes = view.topology().upload().machine().nodes();
        boolean numaOff = view.boot()
                .rejection()
                .filter(rejection -> rejection.reason() == Rejection.Reason.NUMA_OFF)
                .isPresent();
        if (!numaOff && view.boot().possibleNodes().size() > 1) {
            ofTable("SLIT", nodes.slit(), "All distances are 10 or 20").ifPresent(assumptions::add);
        }
        boolean hmatMatters = tiers.fault()
                        .filter(fault -> fault.reason() == Reason.OLD_KERNEL)
                        .isEmpty()
                && !numaOff;
        if (hmatMatters) {
            ofTable("HMAT", nodes.hmat(), "All tiers are the defaults").ifPresent(assumptions::add);
            if (nodes.options().isEmpty() && nodes.hmat().content().isPresent()) {
                assumptions.add(new Assumption(
                        "The kernel's command line does not have numa=nohmat.",
                        "Upload dmesg, or declare commandLine as cat /proc/cmdline prints it."));
            }
        }
        return assumptions;
    }

    private static Optional<Assumption> ofCpus(OnlineCpus cpus, String remedy) {
        return switch (cpus.basis()) {
            case ONE_NODE, EVIDENCE, LOG -> Optional.empty();
            case SRAT ->
                Optional.of(new Assumption(
                        "The processors of the SRAT are online, as far as the command line allows. The SRAT may name processors that are absent.",
                        remedy));
            case NOTHING ->
                Optional.of(new Assumption(
                        "No file shows which nodes have CPUs. Memory tiers are those of a machine whose CPUs are on the first node with RAM.",
                        remedy));
        };
    }

    private static Optional<Assumption> ofTable(String signature, FirmwareTable<?> table, String effect) {
        String part = signature.toLowerCase(Locale.ROOT);
        String upload = "Upload %s (/sys/firmware/acpi/tables/%s)".formatted(part, signature);
        if (table instanceof FirmwareTable.NotUploaded<?> missing) {
            return Optional.of(new Assumption(
                    missing.listed()
                            ? "%s: the boot log lists the machine's %s, but it was not uploaded."
                                    .formatted(effect, signature)
                            : "%s: the machine has no %s.".formatted(effect, signature),
                    upload + (missing.listed() ? "." : " if the file exists.")));
        }
        if (table instanceof FirmwareTable.Unreadable<?> unreadable) {
            return Optional.of(new Assumption(
                    "%s: the uploaded %s cannot be used (%s).".formatted(effect, signature, unreadable.why()),
                    upload + "."));
        }
        return table instanceof FirmwareTable.NotStored<?>
                ? Optional.of(new Assumption(
                        "%s: an earlier version of this service did not store the uploaded %s."
                                .formatted(effect, signature),
                        "Upload the files again."))
                : Optional.empty();
    }
}
