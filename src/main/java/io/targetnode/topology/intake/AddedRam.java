package io.targetnode.topology.intake;

import io.targetnode.capture.BootLog;
import io.targetnode.capture.BootRam;
import io.targetnode.capture.Iomem;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** RAM that /proc/iomem shows and that was added after boot. */
final class AddedRam {

    private AddedRam() {}

    /** Driver-managed RAM and, if the boot log shows the RAM at boot, System RAM that was added later. */
    static List<AddressRange> of(Optional<Iomem> iomem, Optional<BootLog> log) {
        Optional<UsableRam> atBoot = log.flatMap(BootLog::usableRam).map(BootRam::normalised);
        Stream<AddressRange> driverManaged = iomem.stream().flatMap(read -> read.driverManagedRam().stream());
        Stream<AddressRange> later = atBoot.stream()
                .flatMap(boot -> iomem.stream()
                        .flatMap(read -> read.systemRam().stream())
                        .filter(ram -> holdsAPage(ram) && !boot.overlaps(ram)));
        return disjoint(Stream.concat(driverManaged, later)
                .sorted(Comparator.comparing(AddressRange::start, Long::compareUnsigned))
                .toList());
    }

    /** Merges overlapping ranges; adjacent ranges stay separate. */
    private static List<AddressRange> disjoint(List<AddressRange> ascending) {
        List<AddressRange> disjoint = new ArrayList<>();
        for (AddressRange range : ascending) {
            int last = disjoint.size() - 1;
            if (last < 0 || Address.below(disjoint.get(last).end(), range.start())) {
                disjoint.add(range);
            } else {
                AddressRange before = disjoint.get(last);
                disjoint.set(last, new AddressRange(before.start(), Address.max(before.end(), range.end())));
            }
        }
        return disjoint;
    }

    private static boolean holdsAPage(AddressRange range) {
        return UsableRam.of(List.of(range)).count() > 0;
    }
}
