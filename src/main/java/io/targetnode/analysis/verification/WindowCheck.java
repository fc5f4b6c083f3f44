package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.Outcome.AGREES;
import static io.targetnode.analysis.verification.Outcome.CONTRADICTS;
import static io.targetnode.analysis.verification.Outcome.NOT_COMPARED;

import io.targetnode.capture.CxlWindow;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NumaOption;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Compares the windows that the CXL driver lists with those of the replay. The driver rejects some windows of the CEDT that
 * {@code acpi_parse_cfmws()} accepts (kernel-rules 6), and numbers the others in the order of the table. So the listed windows
 * must be in that order, and a window that is not listed proves nothing.
 */
final class WindowCheck {

    /** The alignment that the driver requires of a window. */
    private static final long ALIGNMENT = 256L << 20;

    private final UsableRam ram;
    private final List<AddressRange> replayed;

    /** The positions of each range in the table. */
    private final Map<AddressRange, TreeSet<Integer>> places = new HashMap<>();

    private final boolean[] listed;

    /** The windows of the table before this position have been compared. */
    private int next;

    private final List<Comparison> comparisons = new ArrayList<>();

    private WindowCheck(BootInputs inputs) {
        ram = inputs.ram();
        replayed = windows(inputs);
        for (int i = 0; i < replayed.size(); i++) {
            places.computeIfAbsent(replayed.get(i), range -> new TreeSet<>()).add(i);
        }
        listed = new boolean[replayed.size()];
    }

    /** O(n log n). */
    static List<Comparison> of(BootInputs inputs, List<CxlWindow> windows) {
        if (windows.isEmpty()) {
            return List.of();
        }
        WindowCheck check = new WindowCheck(inputs);
        if (check.replayed.isEmpty() && inputs.numa() == NumaOption.OFF) {
            windows.forEach(window -> check.add(
                    window, Optional.empty(), NOT_COMPARED, "NUMA is off: the kernel gives no window a node."));
            return check.comparisons;
        }
        windows.stream().sorted(Comparator.comparingInt(CxlWindow::number)).forEach(check::compare);
        check.notListed();
        return check.comparisons;
    }

    /** The windows of the replay, without those that are empty or wrap around. */
    static List<AddressRange> windows(BootInputs inputs) {
        if (inputs.memory() instanceof Tables tables) {
            return tables.cedt().stream()
                    .flatMap(cedt -> cedt.windows().stream())
                    .filter(window -> window.sizeBytes() != 0)
                    .filter(window -> !Address.below(window.base() + window.sizeBytes() - 1, window.base()))
                    .map(window -> new AddressRange(window.base(), window.base() + window.sizeBytes() - 1))
                    .toList();
        }
        return ((Described) inputs.memory())
                .ranges().stream()
                        .filter(range -> range.type() == MemoryType.CXL_WINDOW)
                        .map(DescribedRange::range)
                        .toList();
    }

    private void compare(CxlWindow window) {
        TreeSet<Integer> at = places.getOrDefault(window.range(), new TreeSet<>());
        Integer place = at.ceiling(next);
        Optional<AddressRange> expected = next < replayed.size() ? Optional.of(replayed.get(next)) : Optional.empty();
        if (place != null) {
            listed[place] = true;
            next = place + 1;
            add(window, Optional.of(window.range()), AGREES, "The replay has this window.");
        } else if (!at.isEmpty()) {
            add(
                    window,
                    expected,
                    CONTRADICTS,
                    "The replay has this window at another position, and the positions decide the nodes.");
        } else if (expected.filter(range -> isExtended(window.range(), range)).isPresent()) {
            listed[next] = true;
            next++;
            add(
                    window,
                    expected,
                    NOT_COMPARED,
                    "The listed window covers RAM: /proc/iomem extends a window over the RAM that it overlaps, so this may be the same window.");
        } else {
            add(
                    window,
                    expected,
                    CONTRADICTS,
                    replayed.isEmpty()
                            ? "The CXL driver lists a window, but none was uploaded."
                            : "The CXL driver lists a window that the replay does not have.");
        }
    }

    /** Whether it may be the window as /proc/iomem lists it, extended over the RAM that it overlaps. */
    private boolean isExtended(AddressRange found, AddressRange window) {
        return found.contains(window.start()) && found.contains(window.end()) && ram.overlaps(found);
    }

    private void notListed() {
        for (int i = 0; i < listed.length; i++) {
            if (!listed[i]) {
                AddressRange range = replayed.get(i);
                boolean aligned = ((range.start() | range.sizeBytes()) & (ALIGNMENT - 1)) == 0;
                comparisons.add(
                        Comparison.of(
                                Subject.WINDOWS,
                                range.toString(),
                                Optional.of(range),
                                Optional.empty(),
                                NOT_COMPARED,
                                aligned
                                        ? "The CXL driver does not list this window: it rejects windows with an interleaving that it does not support."
                                        : "The CXL driver does not list this window: it rejects windows that are not aligned to 256 MiB."));
            }
        }
    }

    private void add(CxlWindow window, Optional<AddressRange> expected, Outcome outcome, String sentence) {
        comparisons.add(Comparison.of(
                        Subject.WINDOWS,
                        "CXL Window " + window.number(),
                        expected,
                        Optional.of(window.range()),
                        outcome,
                        sentence)
                .suggesting(replayed.isEmpty() ? Conclusion.Id.MISSING_TABLE : Conclusion.Id.OTHER_FIRMWARE));
    }
}
