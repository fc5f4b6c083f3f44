package io.targetnode.analysis;

import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.ReleaseRange;
import io.targetnode.kernel.Switch;
import io.targetnode.topology.service.KernelChoice;
import java.util.List;
import java.util.Objects;

/**
 * A difference between two kernels: a switch of kernel-rules 5 with different values.
 *
 * @param name the name of the switch, {@code LOOK}
 * @param from the value before the change
 * @param to the value that the change brought
 * @param since the first mainline release with the new value, and the first release of each stable line that has it as a backport;
 *     empty if no such release has it
 */
public record SwitchChange(String name, Switch from, Switch to, List<String> since) {

    public SwitchChange {
        since = List.copyOf(since);
    }

    /**
     * The change of a switch between two kernels. If the older one has the change as a backport, the change is one from the value of
     * the newer kernel, 6.16, to that of the older one, 6.12.75.
     */
    static SwitchChange between(String name, KernelChoice older, KernelChoice newer, Architecture architecture) {
        Switch before = valueOf(name, older);
        Switch after = valueOf(name, newer);
        Switch unpatched = valueOf(name, KernelTable.rangeOf(older.kernel().line()), architecture);
        return unpatched.equals(after) ? of(name, after, before, architecture) : of(name, before, after, architecture);
    }

    private static SwitchChange of(String name, Switch from, Switch to, Architecture architecture) {
        List<String> since = KernelTable.firstReleases(
                range -> valueOf(name, range, architecture).equals(to));
        return new SwitchChange(name, from, to, since);
    }

    /** Describes the change without a full stop. */
    public String describe() {
        String releases = since.isEmpty() ? "" : " (since " + String.join(", ", since) + ")";
        return "%s: %s -> %s%s: %s".formatted(name, from.apiName(), to.apiName(), releases, to.describe());
    }

    /** The rule may have been requested, or shown by the host, and then differs from that of the release. */
    static Switch valueOf(String name, KernelChoice choice) {
        Switch value =
                Objects.requireNonNull(choice.range().behaviour().switches().get(name));
        return value instanceof LookupRule ? choice.rule() : value;
    }

    private static Switch valueOf(String name, ReleaseRange range, Architecture architecture) {
        Switch value = Objects.requireNonNull(range.behaviour().switches().get(name));
        return value instanceof LookupRule
                ? architecture.ruleOf(KernelRelease.parse(range.from()), range.behaviour())
                : value;
    }
}
