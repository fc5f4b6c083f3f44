package io.targetnode.topology.intake;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.TableHeader;
import io.targetnode.capture.BootLog;
import io.targetnode.capture.CxlList;
import io.targetnode.capture.CxlWindow;
import io.targetnode.capture.Iomem;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.ImpossibleMachineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The windows that the CXL driver lists in /proc/iomem or in the output of cxl, or else in its messages in the boot log.
 *
 * @param windows by number
 * @param warnings sentences about contradictions
 */
record ListedWindows(List<CxlWindow> windows, List<String> warnings) {

    static ListedWindows of(Optional<Iomem> iomem, Optional<CxlList> cxl, Optional<BootLog> log) {
        SortedMap<Integer, CxlWindow> windows = new TreeMap<>();
        List<String> warnings = new ArrayList<>();
        Stream.of(iomem.map(Iomem::windows), cxl.map(CxlList::windows))
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .forEach(window -> put(window, windows, warnings));
        List<CxlWindow> logged = log.map(boot -> boot.lookups().windows()).orElse(List.of());
        return new ListedWindows(windows.isEmpty() ? logged : List.copyOf(windows.values()), warnings);
    }

    /** A CEDT with listed windows; empty if there are none. */
    static Optional<Cedt> cedt(List<CxlWindow> listed, List<Assumption> assumptions) {
        if (listed.isEmpty()) {
            return Optional.empty();
        }
        assumptions.add(new Assumption(
                "The windows are those that the CXL driver lists. The driver leaves out windows that it cannot use; the kernel's NUMA code does not.",
                "Upload cedt (/sys/firmware/acpi/tables/CEDT)."));
        if (listed.size() > Cedt.MAX_WINDOWS) {
            throw new ImpossibleMachineException(
                    "iomem and cxl list %,d windows; at most %,d are possible; upload the files of one machine"
                            .formatted(listed.size(), Cedt.MAX_WINDOWS));
        }
        return Optional.of(new Cedt(IntStream.range(0, listed.size())
                .mapToObj(i -> window(i, listed.get(i).range()))
                .toList()));
    }

    private static Cedt.Window window(int index, AddressRange range) {
        return new Cedt.Window(index, TableHeader.NO_OFFSET, range.start(), range.end() - range.start() + 1);
    }

    private static void put(CxlWindow window, SortedMap<Integer, CxlWindow> windows, List<String> warnings) {
        CxlWindow before = windows.putIfAbsent(window.number(), window);
        if (before != null && !before.equals(window)) {
            warnings.add("CXL window %d is listed at %s and at %s: the first is used."
                    .formatted(
                            window.number(),
                            before.range().asKernelPrints(),
                            window.range().asKernelPrints()));
        }
    }
}
