package io.targetnode.topology.intake;

import io.targetnode.capture.BootRam;
import io.targetnode.capture.Iomem;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.NumaOption;
import io.targetnode.kernel.Platform;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import io.targetnode.topology.Assumption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** RAM on architectures where memory that the firmware reserves counts as RAM of nodes, as in memblock of arm64 (kernel-rules 9.3). */
final class FirmwareRam {

    /** Why /proc/iomem cannot be used. */
    static final String INCOMPLETE_IOMEM =
            "iomem: its RAM is not used; Kernel code or Kernel data stand at top level, so that parts of RAM around the kernel image are missing";

    private FirmwareRam() {}

    /** RAM in /proc/iomem; empty if parts of it are missing in the file. */
    static Optional<List<AddressRange>> of(Iomem iomem, Platform platform, List<Assumption> assumptions) {
        if (platform.architecture() == Architecture.X86_64) {
            return Optional.of(iomem.systemRam());
        }
        if (iomem.kernelIsApart()) {
            return Optional.empty();
        }
        if (iomem.reserved().isEmpty()) {
            assumptions.add(
                    new Assumption(
                            "The firmware reserves no RAM. The file iomem has no top-level line 'reserved', as if it had been filtered.",
                            "Upload dmesg, memblock (/sys/kernel/debug/memblock/memory), or the complete output of 'sudo cat /proc/iomem'."));
        }
        return Optional.of(Stream.concat(iomem.systemRam().stream(), iomem.reserved().stream())
                .toList());
    }

    /** RAM by the descriptors of UEFI: the kernel rounds each outwards to its pages. */
    static UsableRam of(
            BootRam descriptors, Platform platform, Optional<String> commandLine, List<Assumption> assumptions) {
        if (commandLine.stream()
                .flatMap(line -> NumaOption.wordsOf(line).stream())
                .anyMatch(word -> word.startsWith("mem="))) {
            assumptions.add(new Assumption(
                    "Usable RAM is the firmware's memory map, without the change by mem= on the command line.",
                    "Upload the complete boot log as dmesg, or memblock (/sys/kernel/debug/memblock/memory)."));
        }
        long mask = platform.pageBytes() - 1L;
        return UsableRam.of(descriptors.ranges().stream()
                .map(range -> new AddressRange(range.start() & ~mask, range.end() | mask))
                .toList());
    }
}
