package io.targetnode.analysis.audit;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.Rejection;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Contested;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the checks look at: a topology under a kernel, and facts that several checks need. */
final class AuditSubject {

    /** A window with addresses. */
    record Window(Cedt.Window entry, AddressRange range) {}

    private final KernelView view;
    private final List<Contested> contested;
    private final List<Window> windows;
    private final SortedRanges windowRanges;
    private final SortedRanges sratRanges;

    AuditSubject(KernelView view) {
        this.view = view;
        this.contested = view.resolver().contested();
        this.windows = windows(cedtWindows());
        this.windowRanges = SortedRanges.of(windows.stream().map(Window::range).toList());
        this.sratRanges = SortedRanges.of(enabledMemory().stream()
                .flatMap(entry -> rangeOf(entry).stream())
                .toList());
    }

    KernelView view() {
        return view;
    }

    Boot boot() {
        return view.boot();
    }

    BootInputs inputs() {
        return view.topology().upload().machine().inputs();
    }

    Behaviour behaviour() {
        return view.choice().range().behaviour();
    }

    LookupRule rule() {
        return view.choice().rule();
    }

    /** The kernel, with the rule if it is not that of the kernel. */
    String kernel() {
        String kernel = view.choice().kernel().text();
        return rule() == view.choice().usualRule() ? kernel : "%s with the rule %s".formatted(kernel, rule().apiName());
    }

    Architecture architecture() {
        return inputs().platform().architecture();
    }

    /** Whether the kernel faked one node after a rejection. loongarch64 keeps its lists if RAM has no node (kernel-rules 9.9). */
    boolean fellBack() {
        boolean keepsLists = architecture() == Architecture.LOONGARCH64 && isRejectedBecause(Rejection.Reason.COVERAGE);
        return boot().rejection().isPresent() && !keepsLists;
    }

    boolean isRejectedBecause(Rejection.Reason reason) {
        return boot().rejection()
                .filter(rejection -> rejection.reason() == reason)
                .isPresent();
    }

    /** The sentence of the rejection; the boot must be rejected. */
    String rejection() {
        return sentence(boot().rejection().orElseThrow().detail());
    }

    /** The addresses that both lists hold with different nodes, ascending. */
    List<Contested> contested() {
        return contested;
    }

    /** Whether the kernel reads the firmware's windows. */
    boolean readsWindows() {
        return architecture().readsWindows(behaviour()) && !isRejectedBecause(Rejection.Reason.NUMA_OFF);
    }

    List<String> missingTables() {
        return missingTables(view);
    }

    /** The tables that the kernel would read and the upload lacks. */
    static List<String> missingTables(KernelView view) {
        BootInputs inputs = view.topology().upload().machine().inputs();
        if (!(inputs.memory() instanceof Tables tables)) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        if (tables.srat().isEmpty()) {
            missing.add("SRAT");
        }
        if (tables.cedt().isEmpty()
                && inputs.platform()
                        .architecture()
                        .readsWindows(view.choice().range().behaviour())
                && view.choice().rule().searchesLists()) {
            missing.add("CEDT");
        }
        return missing;
    }

    /** Whether both lists might hold some address with different nodes if the CEDT were known. */
    boolean mayBeAffected() {
        return rule() == LookupRule.PREFER_ONLINE
                && !fellBack()
                && missingTables().contains("CEDT");
    }

    /** All windows of the CEDT, empty and wrapping ones too. */
    List<Cedt.Window> cedtWindows() {
        return tables().flatMap(Tables::cedt).map(Cedt::windows).orElse(List.of());
    }

    /** The windows that have addresses, in table order. */
    List<Window> windows() {
        return windows;
    }

    SortedRanges windowRanges() {
        return windowRanges;
    }

    Optional<Tables> tables() {
        return inputs().memory() instanceof Tables tables ? Optional.of(tables) : Optional.empty();
    }

    Optional<Srat> srat() {
        return tables().flatMap(Tables::srat);
    }

    List<SratEntry> sratEntries() {
        return srat().map(Srat::entries).orElse(List.of());
    }

    /** The enabled memory entries, empty and wrapping ones too. */
    List<SratEntry.Memory> enabledMemory() {
        return srat().map(Srat::memoryEntries).orElse(List.of()).stream()
                .filter(SratEntry.Memory::enabled)
                .toList();
    }

    /** The addresses that enabled memory entries describe. */
    SortedRanges sratRanges() {
        return sratRanges;
    }

    /** The addresses of an entry; empty if the kernel ignores it, because it is empty or wraps. */
    static Optional<AddressRange> rangeOf(SratEntry.Memory entry) {
        return rangeOf(entry.base(), entry.lengthBytes());
    }

    static Optional<AddressRange> rangeOf(Cedt.Window window) {
        return rangeOf(window.base(), window.sizeBytes());
    }

    static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private static List<Window> windows(List<Cedt.Window> entries) {
        List<Window> windows = new ArrayList<>();
        entries.forEach(entry -> rangeOf(entry).ifPresent(range -> windows.add(new Window(entry, range))));
        return List.copyOf(windows);
    }

    private static Optional<AddressRange> rangeOf(long base, long sizeBytes) {
        return Address.below(base, base + sizeBytes)
                ? Optional.of(new AddressRange(base, base + sizeBytes - 1))
                : Optional.empty();
    }
}
