package io.targetnode.topology.intake;

import io.targetnode.capture.BootLog;
import io.targetnode.capture.LoggedLookup;
import io.targetnode.kernel.LookupRule;
import io.targetnode.memory.Address;
import io.targetnode.topology.Assumption;
import java.util.List;
import java.util.Optional;

/**
 * The look-up rule of the kernel that printed a boot log, if the log shows a rule other than that of the release.
 *
 * @param rule the rule
 * @param assumptions what is assumed, if the log does not state the rule itself
 * @param warnings sentences about what the rule changes
 */
record LoggedRule(LookupRule rule, List<Assumption> assumptions, List<String> warnings) {

    /** The rule that the log shows; empty if it shows no rule other than that of the release. */
    static Optional<LoggedRule> of(BootLog log) {
        if (log.lookups().showsStub()) {
            return Optional.of(new LoggedRule(LookupRule.STUB, List.of(), List.of(warning(log))));
        }
        return log.lookups().withoutNuma()
                ? Optional.of(new LoggedRule(LookupRule.STUB, List.of(builtWithoutNuma()), List.of()))
                : Optional.empty();
    }

    private static String warning(BootLog log) {
        String address = log.lookups().answers().stream()
                .filter(LoggedLookup::byStub)
                .map(answer -> Address.print(answer.address()))
                .findFirst()
                .orElseThrow();
        return "The boot log has the line '… node for memory at %s, assuming node 0', which only the stub of phys_to_target_node() prints: this kernel answers node 0 for every address."
                .formatted(address);
    }

    private static Assumption builtWithoutNuma() {
        return new Assumption(
                "The kernel was built without CONFIG_NUMA, and answers node 0 for every address: its log is complete from the memory map to the node ranges, but no line is about NUMA.",
                "If /boot/config-$(uname -r) has CONFIG_NUMA=y, the log was filtered: upload the complete output of dmesg, or choose the rule prefer-reserved or prefer-online.");
    }
}
