package io.targetnode.analysis;

import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.ReleaseRange;
import io.targetnode.kernel.Switch;
import java.util.List;
import java.util.Objects;

/**
 * A difference between two kernels: a switch of kernel-rules 5 with different values.
 *
 * @param name the name of the switch, {@code LOOK}
 * @param from the value of the older kernel
 * @param to the value of the newer kernel
 * @param since the first mainline release with the newer value, and the first release of each stable line that has it as a
 *     backport; empty if no such release has it
 */
public record SwitchChange(String name, Switch from, Switch to, List<String> since) {

    public SwitchChange {
        since = List.copyOf(since);
    }

    static SwitchChange of(String name, Switch from, Switch to, Architecture architecture) {
        List<String> since = KernelTable.firstReleases(range -> valueOf(name, range, architecture).equals(to));
        return new SwitchChange(name, from, to, since);
    }

    /** Describes the change without a full stop. */
    public String describe() {
        String releases = since.isEmpty() ? "" : " (since " + String.join(", ", since) + ")";
        return "%s: %s -> %s%s: %s".formatted(name, from.apiName(), to.apiName(), releases, to.describe());
    }

    private static Switch valueOf(String name, ReleaseRange range, Architecture architecture) {
        Switch value = Objects.requireNonNull(range.behaviour().switches().get(name));
        return value instanceof LookupRule
                ? architecture.ruleOf(KernelRelease.parse(range.from()), range.behaviour())
                : value;
    }
}
